\ Ends in an error that nothing catches, in line 3.
S" before the error" TYPE CR
1 0 / .
S" never said" TYPE CR
