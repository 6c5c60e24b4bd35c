-- What the dialect that made a project has to remember of it, as a JSON object.

ALTER TABLE projects ADD COLUMN traits TEXT NOT NULL DEFAULT '{}';
