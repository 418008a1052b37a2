"""Read by every Python that starts with this folder on its path: moves its clock as clock/shift.ts moves Node's."""

import datetime
import os
import time

_link = os.path.join(os.environ["REHEARSAL"], "offset")
_real = time.time


def _now() -> float:
    return _real() + int(os.readlink(_link)) / 1000


class _Broken:
    """A time broken into its fields: an object, because a function that a class holds would be called as its method."""

    def __init__(self, real):
        self._real = real

    def __call__(self, seconds=None):
        return self._real(_now() if seconds is None else seconds)


class _Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_now(), datetime.timezone.utc).replace(tzinfo=None)


time.time = _now
time.time_ns = lambda: int(_now() * 1_000_000_000)
time.gmtime = _Broken(time.gmtime)
time.localtime = _Broken(time.localtime)
datetime.datetime = _Datetime
