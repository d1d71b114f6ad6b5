/* The archive of GMP is not made for libraries: it looks for `stderr`, by which it says why it gives up, at a fixed distance. So the library
 * has a `stderr` of its own (smcost.map keeps it in), which is the process's stream as it is at the start. */
#include <stdio.h>

extern struct _IO_FILE_plus _IO_2_1_stderr_;

FILE* stderr = (FILE*)&_IO_2_1_stderr_;
