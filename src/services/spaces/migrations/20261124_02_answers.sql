-- Always written by the program: a default would hide its type.
ALTER TABLE spaces.application ALTER COLUMN answers DROP DEFAULT;
