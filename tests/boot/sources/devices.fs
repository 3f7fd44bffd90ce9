\ A PC's devices, driven by VM instances: its clock by ports and an interrupt line, its screen's
\ registers in memory.

HEX
: CMOS@ ( u1 -- u2 ) 70 1 PORT! 71 1 PORT@ ;
: CMOS! ( u1 u2 -- ) 70 1 PORT! 71 1 PORT! ;
: PCI@ ( dev u1 -- u2 ) SWAP B LSHIFT OR 80000000 OR CF8 4 PORT! CFC 4 PORT@ ;

.( The clock counts 32768 Hz, and interrupts 1024 times a second if it does) CR
A CMOS@ 7F AND . CR

.( One that drives it, and tells of five interrupts) CR
: TALKING ( c-addr u -- vmid ) \ One that may use the clock, and send and take messages.
  SPAWN-VM DUP 7 GRANT-CAP DROP DUP 8 GRANT-CAP DROP DUP 3 GRANT-CAP DROP DUP START-VM ;
\ An interrupt of whose cause the interrupt before has told already is none.
S" HEX : R 70 1 PORT! 71 1 PORT@ ; : W 70 1 PORT! 71 1 PORT! ; : T 8 1 IRQ-REGISTER C R DROP B R 40 OR B W BEGIN 1 WAIT-EVENTS DROP 8 IRQ-ACK DROP C R ?DUP IF PAD ! PAD 8 9 0 SEND THEN AGAIN ; T"
TALKING CONSTANT DRIVER
: TELLS ( -- ) 5 0 DO PAD 8 RECV DRIVER = SWAP 9 = AND SWAP 8 = AND . PAD @ C0 AND . LOOP ;
TELLS CR

.( A line is one VM instance's, until that ends) CR
: TAKES ( u -- n ) 2 ['] IRQ-REGISTER CATCH DUP IF NIP NIP THEN ;
8 TAKES . DRIVER KILL-VM
8 2 IRQ-REGISTER C CMOS@ DROP 2 WAIT-EVENTS . 8 IRQ-ACK 0> . CR

.( Its capability revoked, one loses its line) CR
8 8 4 8 OR 8 ATTENUATE-CAP CONSTANT FOR-CLOCK
8 IRQ-RELEASE
S" HEX 8 1 IRQ-REGISTER 1 WAIT-EVENTS DROP 8 IRQ-ACK DROP 1 WAIT-EVENTS DROP" SPAWN-VM CONSTANT HEARS
HEARS FOR-CLOCK GRANT-CAP DROP HEARS START-VM
: UNTIL-TAKEN ( -- ) BEGIN 8 TAKES 0= WHILE 8 IRQ-RELEASE YIELD REPEAT ;
UNTIL-TAKEN
FOR-CLOCK REVOKE-CAP 8 TAKES . HEARS VM-STATUS . HEARS KILL-VM
B CMOS@ BF AND B CMOS! C CMOS@ DROP 8 IRQ-RELEASE CR

.( The kernel's lines, and those that there are not) CR
1 TAKES . 4 TAKES . 2 TAKES . 3F TAKES . CR

.( The screen's registers) CR
: VGA ( -- dev ) 20 0 DO I 0 PCI@ 11111234 = IF I UNLOOP EXIT THEN LOOP -1 ;
VGA 18 PCI@ -10 AND 500 + CONSTANT DISPLAY
DISPLAY 2 MMIO@ . 3 DISPLAY A + 2 MMIO! DISPLAY A + 2 MMIO@ . 0 DISPLAY A + 2 MMIO! CR

.( What is the kernel's or memory) CR
: READS ( u1 n -- n ) ['] MMIO@ CATCH DUP IF NIP THEN NIP ;
: HEARD ( u1 n -- n ) ['] PORT@ CATCH DUP IF NIP THEN NIP ;
1000 8 READS . 100000 1 READS . FEE00030 4 READS . FEC00000 4 READS . FED00000 8 READS .
VGA 10 PCI@ -10 AND 4 READS . CR
3F8 1 HEARD . 3FC 4 HEARD . 60 1 HEARD . 20 2 HEARD . CF9 1 HEARD . F4 1 HEARD . CR
DECIMAL
