\ All runs of the experiment, in their order. Whatever is logged is not the same on all machines.
0 LOG-LEVEL!
3 1 EXEC-DOE
