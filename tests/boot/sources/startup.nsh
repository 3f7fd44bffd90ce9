FS0:\STARK.EFI memory=64M keyboard=fr log=debug parity=on shout=loud
