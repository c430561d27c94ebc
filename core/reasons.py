"""What the operating system refuses, in words: a system speaks English, an administrator here
reads Russian. Pure.
"""

import errno
import socket

REASONS = {
    errno.EACCES: "нет прав",
    errno.EADDRINUSE: "адрес и порт заняты",
    errno.EADDRNOTAVAIL: "у этой машины нет такого адреса",
    errno.EBUSY: "занято другой программой",
    errno.ECONNREFUSED: "соединение отвергнуто",
    errno.EDQUOT: "кончилась квота на диске",
    errno.EEXIST: "на этом месте уже есть файл",
    errno.EFBIG: "файл слишком велик для этого диска",
    errno.EINVAL: "так сделать нельзя",
    errno.EIO: "диск не читается или не пишется",
    errno.EISDIR: "это папка, а не файл",
    errno.ELOOP: "это ссылка, или ссылки замкнулись в круг",
    errno.EMFILE: "открыто слишком много файлов",
    errno.ENAMETOOLONG: "имя слишком длинное",
    errno.ENFILE: "открыто слишком много файлов",
    errno.ENODEV: "такого устройства нет",
    errno.ENOENT: "такого файла или папки нет",
    errno.ENOLCK: "этот диск не умеет замков",
    errno.ENOMEM: "кончилась память",
    errno.ENOSPC: "на диске кончилось место",
    errno.ENOTDIR: "на месте папки — файл",
    errno.ENOTEMPTY: "папка не пуста",
    errno.ENXIO: "такого устройства нет",
    errno.EOPNOTSUPP: "этот диск так не умеет",
    errno.EPERM: "нет прав",
    errno.EROFS: "диск только для чтения",
    errno.ETIMEDOUT: "время ожидания вышло",
    errno.ETXTBSY: "файл сейчас выполняется",
    errno.EXDEV: "это разные диски",
}


def reason(error: OSError) -> str:
    """Why the system refused: a few words without a full stop; an unknown refusal by its code."""
    if isinstance(error, socket.gaierror):  # its numbers are others
        return "такого адреса не нашлось"
    known = REASONS.get(error.errno or 0)
    return known or f"ошибка системы {errno.errorcode.get(error.errno or 0, type(error).__name__)}"
