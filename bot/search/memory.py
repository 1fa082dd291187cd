"""Giving back what building an index has used."""

import ctypes


def give_back() -> None:
    """Hand freed memory back to the system, where its C library can; every writer's threads leave megabytes otherwise.

    glibc keeps one arena for each thread there was: https://man7.org/linux/man-pages/man3/malloc_trim.3.html
    """
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, TypeError, AttributeError):  # another C library, which keeps less
        return
