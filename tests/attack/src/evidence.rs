//! What was seized: files and outputs, byte by byte, with the moment at which each was taken.

use std::{fs, path::Path};

/// What kind of thing was seized, which decides how it is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A database file of SQLite.
    Database,
    /// The write-ahead log beside a database.
    WriteAhead,
    /// Text in lines: a log, metrics.
    Lines,
    /// Anything else, of which only the bytes are searched.
    Bytes,
}

/// One thing that was seized.
#[derive(Clone, Debug)]
pub struct Exhibit {
    /// Where it was found, for the report.
    pub name: String,
    /// How it is taken apart.
    pub kind: Kind,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What was seized at one moment: a backup taken on the way, or everything in the end.
#[derive(Clone, Debug)]
pub struct Moment {
    /// When, in words, for the report.
    pub name: String,
    /// What lay there.
    pub exhibits: Vec<Exhibit>,
}

/// Everything that was seized, oldest first. The last moment is the end, where the logs lie as well.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The moments.
    pub moments: Vec<Moment>,
}

impl Evidence {
    /// Takes a copy of every file in a folder, as a backup does that knows nothing of databases.
    ///
    /// # Panics
    /// If the folder cannot be read.
    pub fn seize(&mut self, moment: &str, folder: &Path) {
        let mut exhibits = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let kind = match path.extension().and_then(|e| e.to_str()) {
                Some("db") => Kind::Database,
                Some("db-wal") => Kind::WriteAhead,
                Some("log") => Kind::Lines,
                Some(_) | None => Kind::Bytes,
            };
            // A file may be gone by now: databases come and go with their side files.
            if let Ok(bytes) = fs::read(&path) {
                exhibits.push(Exhibit { name, kind, bytes });
            }
        }
        exhibits.sort_by(|a, b| a.name.cmp(&b.name));
        self.moments.push(Moment {
            name: moment.to_owned(),
            exhibits,
        });
    }

    /// Adds text in lines to the last moment: a log, metrics.
    ///
    /// # Panics
    /// If nothing was seized yet.
    pub fn add_lines(&mut self, name: &str, text: String) {
        self.moments.last_mut().unwrap().exhibits.push(Exhibit {
            name: name.to_owned(),
            kind: Kind::Lines,
            bytes: text.into_bytes(),
        });
    }

    /// How many bytes there are.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let exhibits = self.moments.iter().flat_map(|m| &m.exhibits);
        exhibits.map(|e| e.bytes.len()).sum()
    }
}
