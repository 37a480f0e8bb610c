#ifndef CFILES_H
#define CFILES_H

// Linux calls that Swift's Glibc module does not import. Each returns 0, or -1 with errno set.

/// Exchanges two paths of one file system in one step. EINVAL or ENOSYS: the file system does not support it.
int cfiles_exchange(const char *one, const char *other);

/// Renames a path, unless the new name exists. EINVAL or ENOSYS: the file system does not support it.
int cfiles_rename_new(const char *from, const char *to);

#endif
