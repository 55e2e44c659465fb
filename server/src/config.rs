//! What the administrator decides: where to listen, where to store, and under which address people
//! come.
//!
//! The command line wins over the configuration file, and both use the same names. A setting that
//! is not understood refuses the start instead of being skipped: a misspelt name must not leave a
//! practice with a default it did not want.

mod public_url;

use std::{
    fs,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Args, Parser, Subcommand};
use serde::{Deserialize, Deserializer, de};

pub use self::public_url::{PublicUrl, PublicUrlError};
use crate::telemetry::LogFormat;

/// Where Rondo listens unless told otherwise.
pub const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 7400);
/// Where Rondo stores unless told otherwise.
const DATA: &str = "./rondo-data";

/// Rondo: a self-hosted server for remote therapy groups.
#[derive(Debug, Parser)]
#[command(name = "rondo", version, about)]
#[command(
    after_help = "Log lines go to standard error. RUST_LOG=debug, info, warn or error chooses from which level on."
)]
pub struct CommandLine {
    /// What to do; without it, serve.
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
    /// A TOML file with the same settings (listen, data, public-url, metrics, proxies); what stands on the
    /// command line wins.
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// How log lines are written.
    #[arg(long, value_name = "FORMAT", global = true, default_value = "text")]
    pub log_format: LogFormat,
}

/// What `rondo` can do besides serving.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Start a group in session with six simulated members, in a temporary data folder, and print
    /// links for a therapist and a member. Nothing is kept.
    Demo,
    /// Copy the data into a new file, also while Rondo runs on them. Looks into the copy first, and
    /// overwrites nothing.
    Backup {
        /// The file to write. It holds what is said in sessions that go on.
        #[arg(value_name = "TO")]
        to: PathBuf,
    },
    /// Put a backup into a data folder that has no data yet. Looks into it first.
    Restore {
        /// The backup.
        #[arg(value_name = "FROM")]
        from: PathBuf,
    },
    /// Give a therapist who has lost theirs another password, which is asked for. Rondo must not run
    /// meanwhile.
    Password {
        /// The address with which the therapist signs in.
        #[arg(value_name = "EMAIL")]
        email: String,
    },
    /// Look into the data, also while Rondo runs on them, or into a backup: is every page whole, and
    /// can every session that goes on be brought back?
    Verify {
        /// The backup to look into instead of the data folder.
        #[arg(value_name = "BACKUP")]
        backup: Option<PathBuf>,
    },
}

/// Settings as they may stand on the command line or in the file.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Settings {
    /// IP address and port to listen on [default: 127.0.0.1:7400]. Put a proxy that speaks HTTPS
    /// in front before listening to anything but this machine.
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = address, global = true)]
    #[serde(default, deserialize_with = "address_in_file")]
    listen: Option<SocketAddr>,
    /// Folder for everything Rondo stores [default: ./rondo-data]. Made with access for its owner
    /// only; one Rondo at a time.
    #[arg(long, value_name = "FOLDER", global = true)]
    data: Option<PathBuf>,
    /// Address at which people reach Rondo in their browsers [default: http://127.0.0.1:PORT].
    /// Links are made with it and requests from other pages are refused. Must be https:// unless it
    /// names this machine.
    #[arg(long, value_name = "URL", global = true)]
    public_url: Option<PublicUrl>,
    /// IP address and port for a second listener with nothing but /metrics, for Prometheus; without
    /// it there is none. Keep it where only your own monitoring reaches it.
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = address, global = true)]
    #[serde(default, deserialize_with = "address_in_file")]
    metrics: Option<SocketAddr>,
    /// IP address of a proxy whose X-Forwarded-For header is believed, for limiting sign-in
    /// attempts per address; may be given several times. Proxies on this machine always are.
    #[arg(long = "proxy", value_name = "ADDRESS", global = true)]
    #[serde(default)]
    proxies: Vec<IpAddr>,
}

/// Every setting, decided.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen. Port 0 takes any free port.
    pub listen: SocketAddr,
    /// The data folder.
    pub data: PathBuf,
    /// Under which address people come; none for `http://127.0.0.1:PORT`.
    pub public_url: Option<PublicUrl>,
    /// Where to listen for whoever reads the metrics, if anybody may.
    pub metrics: Option<SocketAddr>,
    /// Proxies, besides those on this machine, that tell where a request came from.
    pub proxies: Vec<IpAddr>,
}

/// Why the settings cannot be used; each one sentence for the administrator.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("The configuration file {} cannot be read: {reason}.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The operating system's words.
        reason: String,
    },
    /// The file says something that is no setting.
    #[error("The configuration file {} is not understood{place}: {reason}.", path.display())]
    NotUnderstood {
        /// The file.
        path: PathBuf,
        /// Where, with the words that stand there.
        place: String,
        /// What.
        reason: String,
    },
    /// The folder's name is empty.
    #[error("The setting data is empty; it must name a folder.")]
    NoFolder,
    /// Two listeners on one address.
    #[error("The settings listen and metrics are both {0}; metrics need a port of their own.")]
    SameAddress(SocketAddr),
    /// A data folder for what keeps none.
    #[error("The demo keeps nothing, and has a data folder of its own; leave --data out.")]
    DemoKeepsNothing,
}

impl CommandLine {
    /// Decides every setting from the command line, the file and the defaults, in this order.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn config(self) -> Result<Config, ConfigError> {
        if self.command == Some(Command::Demo) && self.settings.data.is_some() {
            return Err(ConfigError::DemoKeepsNothing);
        }
        let file = self.config.map(read).transpose()?.unwrap_or_default();
        let proxies = if self.settings.proxies.is_empty() {
            file.proxies
        } else {
            self.settings.proxies
        };
        let data = self.settings.data.or(file.data);
        let config = Config {
            listen: self.settings.listen.or(file.listen).unwrap_or(LISTEN),
            data: data.unwrap_or_else(|| DATA.into()),
            public_url: self.settings.public_url.or(file.public_url),
            metrics: self.settings.metrics.or(file.metrics),
            proxies,
        };
        if config.data.as_os_str().is_empty() {
            return Err(ConfigError::NoFolder);
        }
        if config.metrics == Some(config.listen) && config.listen.port() != 0 {
            return Err(ConfigError::SameAddress(config.listen));
        }
        Ok(config)
    }
}

fn read(path: PathBuf) -> Result<Settings, ConfigError> {
    let text = fs::read_to_string(&path).map_err(|error| ConfigError::Unreadable {
        path: path.clone(),
        reason: error.to_string(),
    })?;
    toml::from_str(&text).map_err(|error| {
        let place = error.span().map(|span| place(&text, span.start));
        ConfigError::NotUnderstood {
            path,
            place: place.unwrap_or_default(),
            reason: error.message().to_owned(),
        }
    })
}

/// The line in which this byte stands, in words.
fn place(text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or_default();
    let line = before.matches('\n').count();
    let words = text.lines().nth(line).unwrap_or_default().trim();
    format!(" in line {}, `{words}`", line + 1)
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let what = "it must be an IP address and a port, such as 127.0.0.1:7400";
    text.parse().map_err(|_| what)
}

fn address_in_file<'de, D>(value: D) -> Result<Option<SocketAddr>, D::Error>
where
    D: Deserializer<'de>,
{
    let text = String::deserialize(value)?;
    address(&text).map(Some).map_err(de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(arguments: &[&str]) -> Result<Config, ConfigError> {
        let line = ["rondo"].iter().chain(arguments);
        CommandLine::try_parse_from(line).unwrap().config()
    }

    fn file(text: &str) -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rondo.toml");
        fs::write(&path, text).unwrap();
        let path = path.to_string_lossy().into_owned();
        (folder, path)
    }

    #[test]
    fn without_any_setting_rondo_listens_to_this_machine_only() {
        let config = decided(&[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:7400");
        assert_eq!(config.data, PathBuf::from("./rondo-data"));
        assert_eq!(config.public_url, None);
        assert_eq!(config.metrics, None);
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let (_folder, path) = file(
            "listen = '127.0.0.1:1'\ndata = '/srv/rondo'\npublic-url = 'https://a.example'\n\
             proxies = ['10.0.0.1']",
        );
        let config = decided(&["--config", &path, "--listen", "127.0.0.1:2"]).unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.data, PathBuf::from("/srv/rondo"));
        assert_eq!(config.public_url.unwrap().origin(), "https://a.example");
        assert_eq!(config.proxies.len(), 1);
    }

    #[test]
    fn the_settings_that_come_with_the_service_are_understood() {
        let (_folder, path) = file(include_str!("../../packaging/rondo.toml"));
        let config = decided(&["--config", &path]).unwrap();
        assert_eq!(
            config.public_url.unwrap().origin(),
            "https://groups.example.org"
        );
    }

    #[test]
    fn what_is_not_understood_in_the_file_is_shown_with_its_line_and_why() {
        for (line, why) in [
            ("public_uri = 'x'", "unknown field `public_uri`"),
            (
                "listen = 'localhost:7400'",
                "it must be an IP address and a port",
            ),
            ("metrics = '9464'", "it must be an IP address and a port"),
            (
                "public-url = 'http://groups.example'",
                "it must start with https://",
            ),
            ("proxies = ['10.0.0.1', 'proxy']", "invalid IP address"),
            ("data = 3", "invalid type"),
        ] {
            let (_folder, path) = file(&format!("# Ours\n\n  {line}\n"));
            let error = decided(&["--config", &path]).unwrap_err().to_string();
            assert!(
                error.contains(&format!(" in line 3, `{line}`: ")),
                "{error}"
            );
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn an_address_that_is_a_name_is_refused_on_the_command_line_as_well() {
        let line = CommandLine::try_parse_from(["rondo", "--listen", "localhost:7400"]);
        let error = line.unwrap_err().to_string();
        assert!(error.contains("--listen"), "{error}");
        assert!(
            error.contains("it must be an IP address and a port"),
            "{error}"
        );
    }

    #[test]
    fn settings_that_do_not_go_together_are_refused() {
        let both = ["--listen", "127.0.0.1:7400", "--metrics", "127.0.0.1:7400"];
        let same = ConfigError::SameAddress(LISTEN);
        assert_eq!(decided(&both).unwrap_err(), same);
        assert!(decided(&["--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"]).is_ok());
        let (_folder, path) = file("data = ''");
        let nowhere = decided(&["--config", &path]).unwrap_err();
        assert_eq!(nowhere, ConfigError::NoFolder);
        let kept = decided(&["demo", "--data", "here"]).unwrap_err();
        assert_eq!(kept, ConfigError::DemoKeepsNothing);
    }

    #[test]
    fn settings_may_stand_after_the_subcommand() {
        let line = CommandLine::try_parse_from(["rondo", "demo", "--listen", "127.0.0.1:0"]);
        let line = line.unwrap();
        assert_eq!(line.command, Some(Command::Demo));
        assert_eq!(line.config().unwrap().listen.port(), 0);
    }
}
