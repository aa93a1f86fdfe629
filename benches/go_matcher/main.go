// Command go_matcher runs the go command's own matcher for pattern lists, for comparison.
// benches/matcher.sh builds it against the copy of golang.org/x/mod that a toolchain carries.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/module"
)

func main() {
	var err error
	switch {
	case len(os.Args) == 5 && os.Args[1] == "time":
		err = timeLoop(os.Args[2], os.Args[3], os.Args[4])
	case len(os.Args) == 5 && os.Args[1] == "rows":
		err = writeRows(os.Args[2], os.Args[3], os.Args[4])
	default:
		err = fmt.Errorf("usage: go_matcher time PATHS PATTERNS VERDICTS | rows VERSION COUNT SEED")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// timeLoop prints the seconds that matching alone takes: two lists for each path, nothing read or written meanwhile.
func timeLoop(pathsFile, patternsFile, verdictsFile string) error {
	text, err := os.ReadFile(pathsFile)
	if err != nil {
		return err
	}
	lists, err := os.ReadFile(patternsFile)
	if err != nil {
		return err
	}
	paths := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	noproxy, nosumdb, _ := strings.Cut(strings.TrimSuffix(string(lists), "\n"), "\n")
	proxy, checksum := make([]bool, len(paths)), make([]bool, len(paths))
	start := time.Now()
	for i, path := range paths {
		checksum[i] = !module.MatchPrefixPatterns(nosumdb, path)
		proxy[i] = !module.MatchPrefixPatterns(noproxy, path)
	}
	fmt.Printf("%.3f\n", time.Since(start).Seconds())
	return writeVerdicts(verdictsFile, paths, checksum, proxy)
}

// writeVerdicts writes the first three columns of a summary.
func writeVerdicts(file string, paths []string, checksum, proxy []bool) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	w := bufio.NewWriter(out)
	for i, path := range paths {
		fmt.Fprintf(w, "%s\t%s\t%s\n", path, choose(checksum[i], "verify", "skip"), choose(proxy[i], "proxy", "direct"))
	}
	return w.Flush()
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// writeRows prints random lists and paths with the first item that matches, one JSON array a line:
// version, list, path, position of the item (-1 for none).
func writeRows(version, count, seed string) error {
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	s, err := strconv.ParseUint(seed, 10, 64)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(os.Stdout)
	dice := &dice{state: s}
	for i := 0; i < n; i++ {
		list, path := dice.pair()
		first, err := firstMatch(list, path)
		if err != nil {
			return err
		}
		if err := writeRow(w, version, list, path, first); err != nil {
			return err
		}
	}
	return w.Flush()
}

// firstMatch asks the matcher for each item alone and checks its answers against the one for the list.
func firstMatch(list, path string) (int, error) {
	first := -1
	for i, item := range strings.Split(list, ",") {
		if module.MatchPrefixPatterns(item, path) {
			first = i
			break
		}
	}
	if module.MatchPrefixPatterns(list, path) != (first >= 0) {
		return 0, fmt.Errorf("list %q and its items disagree about %q", list, path)
	}
	return first, nil
}
