//! Circles of files that know each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Which file knows which.
pub(super) type Knows<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// One shortest circle through each group of files that know each other, as `a.rs → b.rs → a.rs`, and how
/// many files the group has.
pub(super) fn circles(knows: &Knows<'_>) -> Vec<String> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        knows.keys().map(|file| (*file, reachable(file, knows))).collect();
    let mut grouped: BTreeSet<&str> = BTreeSet::new();
    let mut found = vec![];
    for (file, reach) in reached.iter().filter(|(file, reach)| reach.contains(*file)) {
        if grouped.contains(file) {
            continue;
        }
        let group: Vec<&str> = reach.iter().copied().filter(|other| reached[other].contains(file)).collect();
        let ways = group.iter().filter_map(|member| circle_through(member, knows));
        let Some(shortest) = ways.min_by_key(Vec::len) else { continue };
        let size = group.len();
        found.push(format!("{} ({size} files in circles)", shortest.join(" → ")));
        grouped.extend(group);
    }
    found
}

/// All files that a file knows, and those that they know.
fn reachable<'a>(file: &str, knows: &Knows<'a>) -> BTreeSet<&'a str> {
    let mut reached: BTreeSet<&str> = knows[file].clone();
    let mut waiting: Vec<&str> = reached.iter().copied().collect();
    while let Some(next) = waiting.pop() {
        for further in knows.get(next).into_iter().flatten() {
            if reached.insert(further) {
                waiting.push(further);
            }
        }
    }
    reached
}

/// The shortest way from a file back to itself.
fn circle_through<'a>(file: &'a str, knows: &Knows<'a>) -> Option<Vec<&'a str>> {
    let mut from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = VecDeque::from([file]);
    while let Some(current) = waiting.pop_front() {
        for next in knows.get(current).into_iter().flatten() {
            if *next == file {
                let mut way = vec![file, current];
                while way.last() != Some(&file) {
                    way.push(from[way.last()?]);
                }
                way.reverse();
                return Some(way);
            }
            if from.contains_key(next) {
                continue;
            }
            from.insert(next, current);
            waiting.push_back(next);
        }
    }
    None
}
