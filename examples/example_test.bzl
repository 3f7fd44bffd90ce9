"""Tests of the example programs: what each prints is what its `.expected` says."""

load("//tests/boot:boot_test.bzl", "boot_test", "hosted_test")

# What the prompt says behind the last program.
_INPUT = "BYE\n"
_FAREWELL = "ok\nBYE \n"

def example_tests(ready, waiting):
    """A test for each example on the hosted machine, and one boot of all on bare metal.

    Args:
      ready: names of the programs that the kernel has all words for.
      waiting: for each other program the words that the kernel lacks. Its test is there, but
        `//...` leaves it out.
    """
    programs = [source[:-len(".fs")] for source in native.glob(["*.fs"])]
    if sorted(ready + waiting.keys()) != sorted(programs):
        fail("each example has to be either ready or waiting, once: %s" % programs)
    for name, words in waiting.items():
        if not words:
            fail("%s waits for nothing: it is ready" % name)
    for name in programs:
        hosted_test(
            name = name + "_test",
            files = [name + ".fs"],
            input = _INPUT,
            said = [name + ".expected"],
            said_last = _FAREWELL,
            tags = ["manual"] if name in waiting else [],
        )
    boot_test(
        name = "all_on_bare_metal_test",
        files = [name + ".fs" for name in ready],
        input = _INPUT,
        said = [name + ".expected" for name in ready],
        said_last = _FAREWELL,
    )
