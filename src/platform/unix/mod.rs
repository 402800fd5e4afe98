//! Linux, macOS, the BSDs: POSIX, by way of rustix.

use super::Base;

pub mod file;
pub mod folder;
pub mod raw;
pub mod signals;
pub mod tty;

/// The variable that names the home directory.
pub const HOME: &str = "HOME";

/// The editor where none is set: the one that POSIX has.
pub const EDITOR: &str = "vi";

/// The folder of settings (XDG base directory specification).
pub const CONFIG: Base = Base {
    variable: "XDG_CONFIG_HOME",
    below_home: ".config",
    own: "nadwa",
};

/// The folder of the reader's state.
pub const STATE: Base = Base {
    variable: "XDG_STATE_HOME",
    below_home: ".local/state",
    own: "nadwa",
};

/// The folder of copies that can be fetched again.
pub const CACHE: Base = Base {
    variable: "XDG_CACHE_HOME",
    below_home: ".cache",
    own: "nadwa",
};
