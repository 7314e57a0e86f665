"""Checks before a start: each failure is one sentence that says what to do."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import tempfile
from pathlib import Path

from bot.serve import model_files

#: Room a start and a few weeks of running need: a model unpacked, the database, lists.
FREE_BYTES_NEEDED = 200 * 1024 * 1024


def check_port(host: str, port: int, variable: str) -> str | None:
    """Whether a server can listen on a port.

    Args:
        host: address to listen on.
        port: TCP port.
        variable: environment variable that sets the port, named in the sentence.

    Returns:
        None, or a sentence that says what stands in the way.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the servers do: a port in TIME_WAIT is free, one listened on is not.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            return f"The address {host} is unknown. Correct KNOW287G_HOST."
        except OSError as error:
            return _explain_port(error, host, port, variable)
    return None


def _explain_port(error: OSError, host: str, port: int, variable: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by an earlier start. "
            f"Stop that program, or choose another port: {variable}={port + 1}."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} needs more rights than this user has. "
            f"Choose one above 1023: {variable}=5005."
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return f"This machine has no address {host}. Correct KNOW287G_HOST."
    return f"Nothing can listen on {host}:{port}: {error.strerror}."


def check_folder(folder: Path, use: str) -> str | None:
    """Whether a folder exists (it is made if not), can be written and has room.

    Args:
        folder: the folder.
        use: what it is for, as the end of "is needed for ...".

    Returns:
        None, or a sentence that says what stands in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
        if free < FREE_BYTES_NEEDED:
            return _explain_full_disk(folder, free)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 65536)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _explain_full_disk(folder, 0)
        return (
            f"The folder {folder} can't be written ({error.strerror}); "
            f"it is needed for {use}."
        )
    return None


def _explain_full_disk(folder: Path, free: int) -> str:
    needed = FREE_BYTES_NEEDED // 2**20
    return (
        f"The disk is full: {free // 2**20} MB are free at {folder}, "
        f"{needed} MB are needed. Free some room and start again."
    )


def check_model(folder: Path) -> Path | str:
    """The model to serve.

    Returns:
        The newest model's path, or a sentence when there is none or it is broken.
    """
    model = model_files.newest_model(folder)
    if model is None:
        return f"There is no trained model in {folder}. Make one with: know287g train"
    damage = model_files.describe_damage(model)
    if damage:
        return (
            f"The model file {model} can't be used: {damage}. "
            "Delete it and make a new one with: know287g train"
        )
    return model
