/* Put before a program (LD_PRELOAD), makes each flush to the disk take SLOW_FLUSH_US microseconds more: a laptop's disk or a cloud's
 * volume answers in about a millisecond, while a virtual machine's may only reach a cache of its host. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int flush(const char *name, int file) {
  int (*const real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  const char *const text = getenv("SLOW_FLUSH_US");
  const long us = text == NULL ? 0 : strtol(text, NULL, 10);
  const struct timespec more = {us / 1000000, us % 1000000 * 1000};
  const int done = real(file);
  nanosleep(&more, NULL);
  return done;
}

int fdatasync(int file) { return flush("fdatasync", file); }
int fsync(int file) { return flush("fsync", file); }
