//! netrc: which hosts the go command has a login for.
//!
//! Mirrors `cmd/go/internal/auth.parseNetrc`; passwords are not kept.

/// The machines that have a login and a password, in the order of the file. As go does it, nothing
/// behind a `default` entry counts, and a macro ends at an empty line.
pub fn machines(content: &str) -> Vec<String> {
    let mut all = vec![];
    let (mut machine, mut has_login, mut has_password) = (String::new(), false, false);
    let mut in_macro = false;
    for line in content.lines() {
        if in_macro {
            in_macro = !line.is_empty();
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut at = 0;
        while let (Some(word), Some(value)) = (words.get(at), words.get(at + 1)) {
            match *word {
                "machine" => {
                    (machine, has_login, has_password) = ((*value).to_owned(), false, false);
                }
                "default" => break,
                "login" => has_login = true,
                "password" => has_password = true,
                "macdef" => in_macro = true,
                _ => {}
            }
            if !machine.is_empty() && has_login && has_password {
                all.push(std::mem::take(&mut machine));
                (has_login, has_password) = (false, false);
            }
            at += 2;
        }
        if words.get(at).is_some_and(|word| *word == "default") {
            break;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_need_login_and_password() {
        let text = "machine a.example login u password p\nmachine b.example\n  login u\n  password p\n\
            machine c.example login u\nmacdef x\nmachine d.example login u password p\n\n\
            machine e.example login u password p\ndefault login u password p\nmachine f.example login u password p\n";
        assert_eq!(machines(text), ["a.example", "b.example", "e.example"]);
    }
}
