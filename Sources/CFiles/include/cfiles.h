#ifndef CFILES_H
#define CFILES_H

// Calls of Linux that Swift's Glibc module does not import. Each returns 0, or -1 with errno set.

/// Exchanges two paths of one file system in one step. EINVAL or ENOSYS: this file system cannot.
int cfiles_exchange(const char *one, const char *other);

/// Renames a path, unless something has the new name. EINVAL or ENOSYS: this file system cannot.
int cfiles_rename_new(const char *from, const char *to);

#endif
