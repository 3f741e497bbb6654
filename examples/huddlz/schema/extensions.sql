-- Case-insensitive text: 'Chess' and 'chess' are the same value.
CREATE EXTENSION citext;
