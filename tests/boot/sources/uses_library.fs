\ Includes a boot module.
S" library.fs" INCLUDED
3 CUBE . CR
