"""Repositories made of pinned distribution packages and upstream source archives.

Paths and checksums come from lock.bzl, so no mirror is named in the project: the machine's
own apt configuration says where the pool is, or STARKERNEL_PACKAGE_MIRRORS does (URLs of
directories that hold `pool/`, separated by spaces).
"""

load(":lock.bzl", "LOCK")

_MIRRORS_VARIABLE = "STARKERNEL_PACKAGE_MIRRORS"

def _with_slash(base):
    return base if base.endswith("/") else base + "/"

def _mirrors_from_update(ctx, apt):
    """Mirror bases of a machine whose package lists were never fetched."""
    output = ctx.execute([apt, "--print-uris", "update"]).stdout
    return [
        line.split("'")[1].split("dists/")[0]
        for line in output.split("\n")
        if line.startswith("'") and "/dists/" in line
    ]

def _mirrors(ctx):
    override = ctx.os.environ.get(_MIRRORS_VARIABLE, "").strip()
    if override:
        return [_with_slash(base) for base in override.split(" ") if base]
    apt = ctx.which("apt-get")
    if not apt:
        return []
    output = ctx.execute(
        [apt, "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
    ).stdout
    found = [line for line in output.split("\n") if line] or _mirrors_from_update(ctx, apt)
    unique = {_with_slash(base): None for base in found if base.startswith("http")}

    # The distribution's own archive first: nearly everything is there.
    return [base for base in unique if "security" not in base] + \
           [base for base in unique if "security" in base]

def _fetch(ctx, mirrors, path, sha256, output):
    security = "/updates/" in path
    ordered = [base for base in mirrors if ("security" in base) == security]
    ordered += [base for base in mirrors if base not in ordered]
    result = ctx.download(
        # With no mirror known, only Bazel's repository cache can answer.
        url = [base + path for base in ordered] or ["http://localhost:1/" + path],
        output = output,
        sha256 = sha256,
        allow_fail = True,
    )
    if result.success:
        return
    fail(("cannot fetch the pinned package '{}'. Tried: {}. Either no mirror is reachable " +
          "(set {} to the URL of a directory that holds pool/), or the distribution has " +
          "replaced this version: then run toolchains/packages/renew.sh and commit lock.bzl.")
        .format(path, ", ".join(ordered) or "nothing, no apt-get on this machine", _MIRRORS_VARIABLE))

def _run(ctx, arguments):
    result = ctx.execute(arguments)
    if result.return_code != 0:
        fail("{} failed: {}".format(" ".join([str(word) for word in arguments]), result.stderr))

def _wrapper(ctx, tool, library_dirs):
    """A script that runs one tool of the tree through the tree's own loader.

    A tool in the tree under the name of its wrapper finds its siblings, also wrapped, beside it.
    """
    libraries = ":".join(["$root/" + directory for directory in library_dirs])
    ctx.file("bin/" + ctx.attr.tools[tool], executable = True, content = """#!/bin/sh
root="${{0%/bin/*}}/root"
exec "$root/lib64/ld-linux-x86-64.so.2" --inhibit-cache --library-path "{libraries}" \\
  --argv0 "$0" "$root/{tool}" "$@"
""".format(libraries = libraries, tool = tool))

def _kind_of(path):
    for kind in ["deb", "tar.xz"]:
        if path.endswith("." + kind):
            return kind
    return "tar.gz"

def _debian_packages_impl(ctx):
    mirrors = _mirrors(ctx)
    packages = []
    for index, path in enumerate(LOCK[ctx.attr.set].keys()):
        archive = "package-{}.{}".format(index, _kind_of(path))
        _fetch(ctx, mirrors, path, LOCK[ctx.attr.set][path], archive)
        if path.endswith(".deb"):
            packages.append(archive)
        else:
            ctx.extract(archive, output = "root", stripPrefix = ctx.attr.archive_prefix)
            ctx.delete(archive)
    if packages:
        _run(ctx, ["sh", ctx.path(ctx.attr._unpack), "root"] + packages)
    for archive in packages:
        ctx.delete(archive)
    _run(ctx, ["sh", ctx.path(ctx.attr._trim), "root"] + ctx.attr.drop)
    for path in ctx.attr.gunzip:
        _run(ctx, ["gzip", "--decompress", "root/" + path])
    if ctx.attr.build_file:
        # Packages below root/ would hide its files from the overlay's.
        _run(ctx, ["find", "root", "-name", "BUILD*", "-type", "f", "-delete"])
    for directory in ctx.attr.hoist:
        _run(ctx, ["sh", "-c", "mv \"$0\"/* .", "root/" + directory])
    for edit in ctx.attr.edits:
        path, old, new = edit.split("|")
        text = ctx.read(path)
        if old not in text:
            fail("'{}' has no '{}' to replace".format(path, old))
        ctx.file(path, text.replace(old, new))
    for tool in ctx.attr.tools:
        _wrapper(ctx, tool, ctx.attr.library_dirs)
    if ctx.attr.module_map_dirs:
        _run(ctx, ["sh", ctx.path(ctx.attr._module_map), "root"] + ctx.attr.module_map_dirs)
    if ctx.attr.build_file:
        ctx.file("WORKSPACE", "workspace(name = \"{}\")\n".format(ctx.name))
        ctx.file("location.bzl", """\"\"\"Where this repository lies on this machine.\"\"\"

LOCATION = "{}"
""".format(ctx.path(".")))
        ctx.symlink(ctx.attr.build_file, "BUILD.bazel")

debian_packages = repository_rule(
    implementation = _debian_packages_impl,
    attrs = {
        "archive_prefix": attr.string(doc = "Leading directory to strip from source archives."),
        "build_file": attr.label(doc = "BUILD file; without one the packages bring their own."),
        "drop": attr.string_list(doc = "Paths below the root that are not needed (globs)."),
        "edits": attr.string_list(doc = "Replacements 'FILE|OLD|NEW' in unpacked files."),
        "gunzip": attr.string_list(doc = "Files ending in .gz below the root to decompress."),
        "hoist": attr.string_list(doc = "Directories whose contents become the repository."),
        "library_dirs": attr.string_list(doc = "Where the tools' shared libraries lie."),
        "module_map_dirs": attr.string_list(doc = "Header directories for system.modulemap."),
        "set": attr.string(mandatory = True, doc = "Which set of lock.bzl to unpack."),
        "tools": attr.string_dict(doc = "Tools to wrap: path below the root to name in bin/."),
        "_module_map": attr.label(default = "//toolchains/packages:module_map.sh"),
        "_trim": attr.label(default = "//toolchains/packages:trim.sh"),
        "_unpack": attr.label(default = "//toolchains/packages:unpack.sh"),
    },
    environ = [_MIRRORS_VARIABLE],
    doc = "A repository with the files of one set of pinned packages below root/.",
)
