\ Includes a boot module.
S" library.fs" INCLUDED
3 CUBE . S" is three cubed" TYPE CR
