/* A disk that is full after so many writes: preloaded, it refuses writes to files below a folder with ENOSPC.

   full_arm(n): the n-th write from now on, and every later one, is refused (a longer one is taken by half first, as a disk
   does); 0 disarms. full_count(): writes asked for since. Only files whose path begins with FULL_BELOW count. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

static long armed, count;

void full_arm(long n) { armed = n; count = 0; }
long full_count(void) { return count; }

static int below(int fd) {
    const char *folder = getenv("FULL_BELOW");
    char link[64], path[4096];
    if (!folder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

/* How much of a write is taken: all, half, or (-1) nothing. */
static ssize_t room(int fd, size_t size) {
    if (!armed || !below(fd)) return (ssize_t)size;
    if (++count < armed) return (ssize_t)size;
    if (count == armed && size > 1) return (ssize_t)(size / 2);
    errno = ENOSPC;
    return -1;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    ssize_t taken = room(fd, size);
    return taken < 0 ? -1 : real(fd, data, (size_t)taken);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    ssize_t taken = room(fd, size);
    return taken < 0 ? -1 : real(fd, data, (size_t)taken, at);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

ssize_t sendfile64(int out, int in, off64_t *at, size_t size) {
    REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t);
    ssize_t taken = room(out, size);
    return taken < 0 ? -1 : real(out, in, at, (size_t)taken);
}

ssize_t sendfile(int out, int in, off_t *at, size_t size) { return sendfile64(out, in, (off64_t *)at, size); }

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
    REAL(ssize_t, "copy_file_range", int, off64_t *, int, off64_t *, size_t, unsigned);
    ssize_t taken = room(out, size);
    return taken < 0 ? -1 : real(in, from, out, to, (size_t)taken, flags);
}

int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t);
    if (size > 0 && room(fd, 1) < 0) return -1;
    return real(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int posix_fallocate64(int fd, off64_t at, off64_t size) {
    REAL(int, "posix_fallocate64", int, off64_t, off64_t);
    return room(fd, 1) < 0 ? ENOSPC : real(fd, at, size);
}

int posix_fallocate(int fd, off_t at, off_t size) { return posix_fallocate64(fd, at, size); }
