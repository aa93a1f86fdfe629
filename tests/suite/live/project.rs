//! Random main modules: go.mod, go.sum, go.work, vendor directories.

use super::case::{Case, GoSum, MainModule, Replace, Sums, Target, Version};
use super::server::suitable_version;
use crate::random::Random;

/// Adds what stands in the working directory.
pub(crate) fn add(random: &mut Random, case: &mut Case, minor: u32) {
    if !random.chance(60) {
        return;
    }
    let asked = case.pinned();
    case.main = Some(main_module(random, &asked, minor));
    if random.chance(5) {
        case.damaged_go_mod = Some((*random.pick(DAMAGED)).to_owned());
    }
    if random.chance(30) {
        let go = case.main.as_ref().and_then(|main| main.go.clone()).unwrap_or_else(|| "1.17".into());
        case.files.insert("alt.mod".into(), format!("module main.invalid/alt\n\ngo {go}\n"));
        case.files.insert("alt.sum".into(), go_sum(random, None, &asked).text());
    }
    if random.chance(60) {
        case.go_sum = Some(go_sum(random, case.main.as_ref(), &asked));
    }
    if random.chance(5) {
        let go = case.main.as_ref().and_then(|main| main.go.clone()).unwrap_or_else(|| "1.18".into());
        case.files.insert("go.work".into(), format!("go {go}\n\nuse .\n"));
    }
    if random.chance(5) {
        case.files.insert("vendor/modules.txt".into(), String::new());
    }
    case.files.insert("dir/go.mod".into(), format!("module {}\n\ngo 1.18\n", asked.path));
}

const DAMAGED: &[&str] = &[
    "module main.invalid/m\n\nrequires x\n",
    "module main.invalid/m\n\ngo 1.99\n\nrequires x\n",
    "go 1.20\n",
    "",
    "module main.invalid/m\n\ngo 1.18\nrequire x/y v1.0.0\n",
    "module private/m\n\ngo 1.18\n\nreplace private/lib => ./dir\n",
    "module private/m\n\ngo 1.18\n\nrequire private/lib v1.2.3\n\nreplace private/lib => ./dir\n",
    "module private/lib\n\ngo 1.18\n",
    "module main.invalid/m\n\ngo 1.18\ngo 1.19\n",
    "\u{feff}module main.invalid/m\n",
];

fn main_module(random: &mut Random, asked: &Version, minor: u32) -> MainModule {
    let mut go = vec!["1.16", "1.16", "1.17", "1.18", "1.19", "1.13"];
    if minor >= 21 {
        go.extend(["1.20", "1.21", "1.21.0", "1.99", "1.98.1", "1.21rc1"]);
    }
    let other = Version { path: "other.invalid/dep".into(), version: "v1.0.0".into() };
    let mut main =
        MainModule { go: random.chance(92).then(|| (*random.pick(&go)).to_owned()), ..MainModule::default() };
    if minor >= 21 && random.chance(10) {
        let names = ["default", "go1.98.2", "go1.21.3", "go1.98rc1", "go1.97.0-custom"];
        main.toolchain = Some((*random.pick(&names)).to_owned());
    }
    if sane(asked) && random.chance(35) {
        main.require.push(asked.clone());
    }
    if main.require.is_empty() && random.chance(30) {
        main.require.push(other.clone());
    }
    if sane(asked) && random.chance(8) {
        main.exclude.push(asked.clone());
    }
    if sane(asked) && random.chance(10) {
        let line = replace(random, asked, &other);
        // Without a go line the directory's go.mod file is read first of all.
        if main.go.is_some() || line.target != Target::Directory("../missing".into()) {
            main.replace.push(line);
        }
    }
    main
}

/// Whether go.mod can name it.
fn sane(asked: &Version) -> bool {
    super::vocabulary::PATHS.contains(&asked.path.as_str()) && asked.version == suitable_version(&asked.path)
}

fn replace(random: &mut Random, asked: &Version, other: &Version) -> Replace {
    let newer = Version { path: asked.path.clone(), version: asked.version.replace(".2.3", ".9.0") };
    let targets = [
        Target::Directory("./dir".into()),
        Target::Directory("../missing".into()),
        Target::Module(other.clone()),
        Target::Module(newer),
    ];
    let version = random.chance(50).then(|| asked.version.clone());
    Replace { path: asked.path.clone(), version, target: random.pick(&targets).clone() }
}

fn go_sum(random: &mut Random, main: Option<&MainModule>, asked: &Version) -> GoSum {
    let mut sum = GoSum::default();
    let mut add = |of: &Version| match random.below(4) {
        0 => {}
        1 => sum.sums.push(Sums { of: of.clone(), go_mod: true, zip: false }),
        _ => sum.sums.push(Sums { of: of.clone(), go_mod: true, zip: true }),
    };
    if sane(asked) {
        add(asked);
    }
    for required in main.iter().flat_map(|main| &main.require).filter(|required| *required != asked) {
        add(required);
    }
    if random.chance(5) {
        let lines = [
            "nonsense\n",
            "mods.invalid/lib v1.2.3\n",
            "a b c d\n",
            "\n\n",
            "mods.invalid/lib v1.2.3 h2:abc\n",
        ];
        sum.malformed = Some((*random.pick(&lines)).to_owned());
    }
    sum
}
