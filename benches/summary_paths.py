#!/usr/bin/env python3
"""Writes a million realistic module paths and two lists of 200 realistic patterns.

    summary_paths.py PATHS PATTERNS [COUNT [SEED]]

PATHS gets one path a line. PATTERNS gets two lines: a list for GONOPROXY and one for GONOSUMDB.
The same seed gives the same files everywhere.
"""

import sys


class Dice:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def one(self, options):
        return options[self.below(len(options))]


SYLLABLES = "go net log kube data auth pay user api core mux sql ware flow mesh gate box kit lab dev ops x io grid map key".split()
CORP = ["corp.example", "bigcorp.example", "internal.acme.example", "dev.example.com"]
TEAMS = "git build infra data ml web mobile search ads pay risk edge tools mirror eu us asia legacy vault code".split()
PARTS = "pkg internal client server types api v1 util cmd store proto model sdk service".split()


def word(dice, most=3):
    return "".join(dice.one(SYLLABLES) for _ in range(1 + dice.below(most)))


def name(dice):
    text = word(dice)
    if dice.below(4) == 0:
        text += dice.one("-_") + word(dice)
    return text.capitalize() if dice.below(12) == 0 else text


def org(dice, number=None):
    number = dice.below(3000) if number is None else number
    return f"{SYLLABLES[number % len(SYLLABLES)]}{SYLLABLES[number // len(SYLLABLES) % len(SYLLABLES)]}{number}"


def corp_host(dice):
    return dice.one(TEAMS) + "." + dice.one(TEAMS) + "." + dice.one(CORP)


def path(dice):
    kind = dice.below(100)
    if kind < 55:
        text = f"github.com/{org(dice)}/{name(dice)}"
    elif kind < 63:
        text = f"gitlab.com/{org(dice)}/{name(dice)}"
    elif kind < 68:
        return f"gopkg.in/{word(dice)}.v{1 + dice.below(4)}"
    elif kind < 73:
        text = f"k8s.io/{name(dice)}"
    elif kind < 78:
        text = f"golang.org/x/{word(dice, 1)}"
    elif kind < 97:
        text = f"{corp_host(dice)}/{dice.one(TEAMS)}-{word(dice, 2)}/{name(dice)}"
    else:
        text = f"go.{word(dice)}.example/{name(dice)}"
    for _ in range(dice.below(8) - 4):
        text += "/" + dice.one(PARTS)
    return text + (f"/v{2 + dice.below(5)}" if dice.below(6) == 0 else "")


def patterns(dice):
    literal = [f"{dice.one(['github.com', 'github.com', 'gitlab.com'])}/{org(dice)}" for _ in range(80)]
    literal += [f"{corp_host(dice)}/{dice.one(TEAMS)}-{word(dice, 2)}" for _ in range(20)]
    hosts = [f"*.{dice.one(TEAMS)}.{dice.one(CORP)}" for _ in range(40)]
    begins = [f"{dice.one(['github.com', 'gitlab.com', corp_host(dice)])}/{word(dice, 2)}-*" for _ in range(30)]
    repos = [f"{dice.one(['github.com', 'gitlab.com', corp_host(dice)])}/*/{name(dice)}" for _ in range(20)]
    odd = [f"{dice.one(['github.com', corp_host(dice)])}/[a-{dice.one('ce')}]*/{word(dice)}" for _ in range(6)]
    odd += ["git[0-9].corp.example/team", "[a-c]?.bigcorp.example", "go.[^a-y]*.example", "code\\.acme.example/*/x"]
    items = literal + hosts + begins + repos + odd
    for i in range(len(items) - 1, 0, -1):
        j = dice.below(i + 1)
        items[i], items[j] = items[j], items[i]
    return ",".join(items)


def main():
    paths_file, patterns_file = sys.argv[1:3]
    count, seed = (int(text) for text in (sys.argv[3:] + ["1000000", "1"][len(sys.argv) - 3 :]))
    dice = Dice(seed)
    with open(patterns_file, "w") as out:
        out.write(patterns(dice) + "\n" + patterns(dice) + "\n")
    with open(paths_file, "w") as out:
        for _ in range(count):
            out.write(path(dice) + "\n")


main()
