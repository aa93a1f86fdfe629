//! throwaway
use crate::source::startup::*;
use std::collections::BTreeMap;
#[derive(serde::Deserialize)]
struct Case {
    mode: String,
    env: BTreeMap<String, String>,
    files: Option<BTreeMap<String, String>>,
}
#[test]
fn given() {
    let Ok(path) = std::env::var("FISH_CASES") else { return };
    let text = std::fs::read_to_string(&path).unwrap();
    let mut out = String::new();
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let mode = Mode::ALL.into_iter().find(|m| m.name() == case.mode).unwrap();
        let start = Start { shell: Shell::Fish, mode, environment: case.env };
        let run = |tree: &dyn FileTree| -> serde_json::Value {
            let outcome = crate::source::startup::fish::read(&start, tree);
            let mut map = serde_json::Map::new();
            for (n, v) in &outcome.variables {
                let (state, value) = match &v.state {
                    ShellState::Set(v) => ("set", Some(v.expose().to_owned())),
                    ShellState::Unset => ("unset", None),
                    ShellState::Unknown => ("unknown", None),
                };
                let (k, t) = match &v.knowledge {
                    Knowledge::Certain => ("certain", String::new()),
                    Knowledge::Conditional(t) => ("conditional", t.to_string()),
                    Knowledge::Unknown(t) => ("unknown", t.to_string()),
                };
                let alts: Vec<Option<String>> =
                    v.alternatives.iter().map(|a| a.value.as_ref().map(|v| v.expose().to_owned())).collect();
                let place = v
                    .place
                    .as_ref()
                    .map(|p| format!("{}:{}:{}-{}", p.path_text(), p.line(), p.column(), p.end_column()));
                map.insert(n.clone(), serde_json::json!({"state": state, "value": value, "knowledge": k, "text": t, "alts": alts, "place": place}));
            }
            let remarks: Vec<String> = outcome
                .remarks
                .iter()
                .map(|r| format!("{:?} @{}:{}", r.kind, r.place.path_text(), r.place.line()))
                .collect();
            let files: Vec<String> =
                outcome.files.iter().map(|r| format!("{} {:?}", r.path, r.not_read)).collect();
            serde_json::json!({"vars": map, "remarks": remarks, "files": files})
        };
        let value = match &case.files {
            None => run(&crate::files::DiskTree),
            Some(files) => run(&files.iter().fold(MemoryTree::default(), |t, (p, x)| t.with(p, x))),
        };
        out.push_str(&value.to_string());
        out.push('\n');
    }
    std::fs::write(format!("{path}.out"), out).unwrap();
}
