"""Writes the environments that benches/compile.sh compiles: cases.py FOLDER

Each is a folder with `manifests/site.pp`, and `modules`, `hiera.yaml`, `data` and `functions` where it needs them. They are what
the descriptions in the folder `benchmarks` of Puppet's sources tell, in manifests of our own.
"""

import json
import sys
from pathlib import Path

CASES = {}


def case(make):
    CASES[make.__name__] = make
    return make


def lines(count, template):
    return "".join(template.replace("@", str(number)) + "\n" for number in range(count))


def module(name, **files):
    """Manifests of a module, by name."""
    return {f"modules/{name}/manifests/{file}.pp": text for file, text in files.items()}


@case
def empty_catalog():
    return {"manifests/site.pp": "notice('hello world')\n"}


@case
def defined_types():
    modules = {}
    for number in range(10):
        uses = lines(100, f"  testing{number}::thing {{ 'thing-{number}-@': message => 'number @' }}")
        modules |= module(
            f"testing{number}",
            init=f"class testing{number} {{\n{uses}}}\n",
            thing=f"define testing{number}::thing(String $message) {{\n  notify {{ \"${{title}}: ${{message}}\": }}\n}}\n",
        )
    return {"manifests/site.pp": lines(10, "include testing@"), **modules}


@case
def missing_type_caching():
    modules = {}
    for number in range(20):
        uses = lines(20, f"  kept{number} {{ 'kept-{number}-@': }}")
        modules |= module(f"kept{number}", init=f"define kept{number}() {{ notify {{ $title: }} }}\n")
        modules |= module(f"user{number}", init=f"class user{number} {{\n{uses}}}\n")
    return {"manifests/site.pp": lines(20, "include user@"), **modules}


@case
def evaluations():
    code = "$top = 1\ninclude holder\n"
    for number in range(20):
        code += f"$i{number} = \"a ${{top}} b ${{holder::value}} {'x' * number}\"\n"
        code += f"$s{number} = sprintf('%s %05d', $top, {number})\n$a{number} = assert_type(Integer[0], {number})\n"
        code += f"$v{number} = [$top, $::top, $holder::value, $::holder::value, own::twice({number})]\n"
    own = {"modules/own/functions/twice.pp": "function own::twice(Integer $x) >> Integer { $x * 2 }\n"}
    return {"manifests/site.pp": code, **module("holder", init="class holder { $value = 'held' }\n"), **own}


@case
def fq_var_lookup():
    file = "  file { \"${places::folder}/f_@\":\n    ensure => file, owner => $places::user, group => $places::group,\n"
    file += "    content => \"text\\n\", require => File[$places::folder],\n  }"
    folder = "  file { $places::folder: ensure => directory, owner => $places::user, group => $places::group }\n"
    modules = module(
        "places",
        init="class places {\n  $folder = '/tmp/places'\n  $user = 'someone'\n  $group = 'some'\n}\n",
        files=f"class places::files {{\n  include places\n{folder}{lines(500, file)}}}\n",
    )
    return {"manifests/site.pp": "include places::files\n", **modules}


@case
def virtual_collection():
    virtual, collected = "@notify { 'name%d': }\n", "Notify <| title == 'name%d' |>\n"
    return {"manifests/site.pp": "".join(template % number for template in (virtual, collected) for number in range(200))}


@case
def type_inference():
    kinds = ["Integer[1]", "String[1, 40]", "Array[Variant[Integer, String]]", "Hash[String, Array[Integer[0, 10]]]", "Optional[Enum['a', 'b']]"]
    parameters = ", ".join(f"{kind} $p{number}" for number, kind in enumerate(kinds))
    use = "typed { 'typed-@': p0 => 3, p1 => 'text', p2 => [1, 'two', 3], p3 => { 'a' => [1, 2, 3], 'b' => [4] }, p4 => 'a' }"
    return {"manifests/site.pp": f"define typed({parameters}) {{ notify {{ $title: }} }}\n{lines(500, use)}"}


@case
def many_modules():
    modules = {}
    for number in range(200):
        inner = lines(10, f"  notify {{ 'm{number}-@': message => \"${{facts['kernel']}} ${{parameter}}\" }}")
        following = f"  include many{number + 1}\n" if number % 10 != 9 else ""
        modules |= module(
            f"many{number}",
            init=f"class many{number}($parameter = 'value') {{\n  contain many{number}::internal\n{following}}}\n",
            internal=f"class many{number}::internal {{\n  $parameter = $many{number}::parameter\n{inner}}}\n",
        )
    return {"manifests/site.pp": "".join(f"include many{number}\n" for number in range(0, 200, 10)), **modules}


def functions_of(space, count, calls):
    return {
        f"modules/{space}/functions/f{number}.pp": f"function {space}::f{number}($x) {{\n  {calls(number)}\n}}\n"
        for number in range(count)
    }


@case
def function_loading():
    files = {}
    for of in range(10):
        following = f"loaded{of + 1}::f0($x)" if of < 9 else "$x"
        calls = lambda number: f"loaded{of}::f{number + 1}($x)" if number < 99 else following
        files |= functions_of(f"loaded{of}", 100, calls)
    return {"manifests/site.pp": "".join(f"notice(loaded{of}::f50({of}))\n" for of in (7, 8, 9)), **files}


@case
def dependency_loading():
    files = {}
    for number in range(100):
        needs = [{"name": f"own-dep{number - 1}", "version_requirement": ">= 0.0.0"}] if number else []
        files[f"modules/dep{number}/metadata.json"] = json.dumps(
            {"name": f"own-dep{number}", "version": "1.0.0", "author": "own", "license": "Apache-2.0", "summary": "", "source": "", "dependencies": needs}
        )
        files |= functions_of(f"dep{number}", 1, lambda _: "$x + 1")
        call = f"  notice(dep{number - 1}::f0({number}))\n" if number else ""
        files |= module(f"dep{number}", init=f"class dep{number} {{\n{call}}}\n")
    return {"manifests/site.pp": lines(100, "include dep@"), **files}


def hiera(hierarchy, data, manifest, **more):
    config = {"version": 5, "defaults": {"datadir": "data", "data_hash": "yaml_data"}, "hierarchy": hierarchy}
    files = {f"data/{name}.yaml": json.dumps(values) for name, values in data.items()}
    return {"manifests/site.pp": manifest, "hiera.yaml": json.dumps(config), **files, **more}


def levels(*paths):
    return [{"name": path, "path": f"{path}.yaml"} for path in paths]


def keys(count, value):
    return {f"key{number}": value(number) for number in range(count)}


@case
def hiera_conf_interpol():
    paths = levels(*[f"%{{facts.kernel}}/%{{trusted.certname}}/level{number}" for number in range(20)], "common")
    return hiera(paths, {"common": keys(100, str)}, lines(100, "$v@ = lookup('key@')"))


@case
def hiera_env_lookup():
    values = keys(200, lambda number: f"%{{lookup('key{number + 1}')}} x" if number % 5 else f"plain {number}")
    return hiera(levels("%{facts.kernel}", "common"), {"common": values, "Linux": keys(50, str)}, lines(200, "$v@ = lookup('key@', undef, undef, 'none')"))


@case
def hiera_global_lookup():
    return hiera(levels("common"), {"common": keys(500, str)}, lines(500, "$v@ = lookup('key@')"))


@case
def hiera_function():
    return hiera(levels("first", "common"), {"first": keys(100, str), "common": keys(500, str)}, lines(500, "$v@ = hiera('key@')"))


@case
def legacy_hiera_lookup():
    values = keys(100, lambda number: {"a": [number], "b": {"c": str(number)}})
    calls = lines(100, "$v@ = hiera_hash('key@')") + lines(100, "$w@ = hiera('key@.b.c')")
    return hiera(levels("first", "common"), {"first": values, "common": values}, calls)


def nested_classes(count):
    return {"common_entry": [f"entry{number}" for number in range(count)], **keys(500, lambda number: {"x": {"y": [number] * 10}})}


@case
def hiera_include():
    modules = {}
    for number in range(50):
        modules |= module(f"entry{number}", init=f"class entry{number} {{ }}\n")
    return hiera(levels("common", "groups"), {"common": nested_classes(25), "groups": nested_classes(50)}, "hiera_include('common_entry')\n" * 100, **modules)


@case
def hiera_include_one():
    return hiera(levels("common", "groups"), {"common": nested_classes(1), "groups": nested_classes(1)}, "hiera_include('common_entry')\n", **module("entry0", init="class entry0 { }\n"))


@case
def many_environments():
    return {"manifests/site.pp": "include one\n", **module("one", init="class one { notify { 'one': } }\n")}


@case
def full_catalog():
    return many_modules() | {
        path: text for make in (defined_types, fq_var_lookup) for path, text in make().items() if path.startswith("modules/")
    } | {"manifests/site.pp": many_modules()["manifests/site.pp"] + defined_types()["manifests/site.pp"] + "include places::files\n"}


@case
def serialization():
    use = "  file { '/srv/f@': ensure => file, mode => '0644', content => 'some text', tag => ['a', 'b'], require => File['/srv'] }"
    return {"manifests/site.pp": f"file {{ '/srv': ensure => directory }}\n{lines(1000, use)}"}


def main(folder):
    for name, make in CASES.items():
        settings = {"environment.conf": "manifest = manifests\nmodulepath = modules\n"}
        for path, text in (make() | settings).items():
            file = Path(folder, name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)


if __name__ == "__main__":
    main(sys.argv[1])
