#!/usr/bin/env python3
"""Writes a manual page for each command, from the help that the program itself gives as JSON.

allot --experimental-dump-help | packaging/manual.py --lang zh --version 0.1.0 --date 2026-12-01 --out FOLDER

The parser's own generator (swift package generate-manual) leaves out every Chinese character (docs/decisions/0072-…).
"""
import argparse
import json
import os
import sys

WORDS = {
    "en": {
        "name": "NAME", "synopsis": "SYNOPSIS", "description": "DESCRIPTION", "arguments": "ARGUMENTS", "options": "OPTIONS",
        "commands": "COMMANDS", "status": "EXIT STATUS", "see": "SEE ALSO", "values": "Values: ", "default": "Default: ", "stop": ".",
        "between": ", ", "command": "command", "space": " ", "status text": "As in allot(1).",
    },
    "zh": {
        "name": "名称", "synopsis": "用法", "description": "说明", "arguments": "参数", "options": "选项",
        "commands": "命令", "status": "退出码", "see": "另见", "values": "可填：", "default": "默认：", "stop": "。",
        "between": "、", "command": "命令", "space": "", "status text": "见 allot(1)。",
    },
}


def escaped(text):
    """A text as roff reads it: no sign of it is a request."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def spelled(argument):
    """The names of an option, such as `-h, --help`, with its value; the value alone of an argument."""
    value = f"<{argument['valueName']}>"
    if argument["kind"] == "positional":
        return value + (" ..." if argument["isRepeating"] else "")
    dashes = {"short": "-", "long": "--", "longWithSingleDash": "-"}
    names = ", ".join(dashes[name["kind"]] + name["name"] for name in argument["names"])
    return names + (f" {value}" if argument["kind"] == "option" else "")


def in_synopsis(argument):
    text = spelled(argument).split(", ")[-1]
    if argument["isRepeating"] and argument["kind"] != "positional":
        text += " ..."
    return f"[{text}]" if argument["isOptional"] else text


class Page:
    """A manual page in roff's man macros."""

    def __init__(self, command, parents, words, version, date):
        self.command, self.words = command, words
        self.title = [*parents, command["commandName"]]
        title, program = escaped("-".join(self.title).upper()), escaped(f"allot {version}")
        self.lines = [f'.TH {title} 1 {escaped(date)} "{program}" allot', ".ad l", ".nh"]
        self.children = [child for child in command.get("subcommands", []) if shown(child) and child["commandName"] != "help"]
        self.options = [argument for argument in command.get("arguments", []) if shown(argument)]

    @property
    def name(self):
        return "-".join(self.title)

    def section(self, name, *lines):
        self.lines += [f".SH {self.words[name]}", *lines]

    def listed(self, name, arguments):
        if not arguments:
            return
        self.section(name)
        for argument in arguments:
            self.lines += [".TP", f"\\fB{escaped(spelled(argument))}\\fR", escaped(argument.get("abstract", ""))]
            more = []
            if "allValues" in argument:
                more.append(self.words["values"] + self.words["between"].join(argument["allValues"]) + self.words["stop"])
            # The default of the language is that of whoever made the page.
            if "defaultValue" in argument and argument["valueName"] != "lang":
                more.append(self.words["default"] + argument["defaultValue"] + self.words["stop"])
            self.lines += [escaped(self.words["space"].join(more))] if more else []

    def text(self):
        command, words = self.command, self.words
        self.section("name", f"{escaped(self.name)} \\- {escaped(command['abstract'])}")
        used = [in_synopsis(option) for option in self.options]
        if self.children:
            used.append(f"<{words['command']}>")
        self.section("synopsis", f"\\fB{escaped(' '.join(self.title))}\\fR {escaped(' '.join(used))}")
        self.section("description", escaped(command["abstract"]))
        if "discussion" in command:
            self.lines += [".PP", escaped(command["discussion"])]
        self.listed("arguments", [option for option in self.options if option["kind"] == "positional"])
        self.listed("options", [option for option in self.options if option["kind"] != "positional"])
        if self.children:
            self.section("commands")
            for child in self.children:
                self.lines += [".TP", f"\\fB{escaped(child['commandName'])}\\fR", escaped(child["abstract"])]
        if len(self.title) > 1:
            self.section("status", escaped(words["status text"]))
        others = ["-".join(self.title[:-1])] if len(self.title) > 1 else []
        others += [f"{self.name}-{child['commandName']}" for child in self.children]
        self.section("see", ",\n".join(f"\\fB{escaped(other)}\\fR(1)" for other in others))
        return "\n".join(self.lines) + "\n"


def shown(thing):
    return thing.get("shouldDisplay", True)


def pages(command, lang, version, date, parents=()):
    """The pages of a command and of those below it, as pairs of a name and a text."""
    page = Page(command, parents, WORDS[lang], version, date)
    yield page.name, page.text()
    for child in page.children:
        yield from pages(child, lang, version, date, (*parents, command["commandName"]))


def command(text):
    """The command that a help in JSON tells of."""
    tool = json.loads(text)
    if tool["serializationVersion"] != 0:
        sys.exit(f"the help has version {tool['serializationVersion']}; 0 can be read")
    return tool["command"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", choices=sorted(WORDS), required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--date", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    for name, text in pages(command(sys.stdin.read()), options.lang, options.version, options.date):
        with open(f"{options.out}/{name}.1", "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
