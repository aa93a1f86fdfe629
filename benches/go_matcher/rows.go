package main

import (
	"encoding/json"
	"io"
	"strings"
)

// dice gives the same numbers for the same seed everywhere.
type dice struct{ state uint64 }

func (d *dice) below(n int) int {
	d.state = d.state*6364136223846793005 + 1442695040888963407
	return int((d.state >> 33) % uint64(n))
}

func (d *dice) one(of []string) string { return of[d.below(len(of))] }

var (
	pathParts = []string{"a", "b", "c", "A", "a", "b", "é", "-", ".", "/", "/", "/", "]", "[", "^", "*", "\\", " ", "\ufffd", "😀", "?"}
	wildParts = []string{"*", "*", "?", "[^a]", "[a-c]", "[b-a]", "[^/]", "[/]", "[", "]", "[]", "[]a]", "[a-]", "[-a]", "\\",
		"[^", "-", "^", "[é]", "[^é]", "[\\]]", "[\\--z]", "[\ufffd]", "[^\ufffd]", "**", "//", " ", "[*]", "[[]", "[!a]", "[^^]", "[\\"}
)

// pair makes a path and a list whose items are mostly distorted copies of the path's beginning.
func (d *dice) pair() (list, path string) {
	for i := d.below(9); i >= 0; i-- {
		path += d.one(pathParts)
	}
	items := make([]string, 1+d.below(4))
	for i := range items {
		items[i] = d.item(path)
	}
	return strings.Join(items, ","), path
}

func (d *dice) item(path string) string {
	if elements := strings.Split(path, "/"); d.below(2) == 0 {
		path = strings.Join(elements[:1+d.below(len(elements))], "/")
	}
	var item strings.Builder
	for _, r := range path {
		item.WriteString(d.distort(string(r)))
	}
	if d.below(8) == 0 {
		item.WriteString("/")
	}
	return item.String()
}

// distort replaces one character by something that often matches it.
func (d *dice) distort(c string) string {
	switch d.below(16) {
	case 0:
		return "?"
	case 1:
		return "*"
	case 2:
		return "[" + c + "]"
	case 3:
		return "\\" + c
	case 4:
		return "[^" + c + "x]"
	case 5:
		return d.one(wildParts)
	case 6:
		return c + d.one(wildParts)
	case 7:
		return ""
	case 8:
		return d.one(pathParts)
	case 9:
		return "*" + c
	case 10:
		return "[b-" + c + "]"
	}
	return c
}

func writeRow(w io.Writer, row ...any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(row)
}
