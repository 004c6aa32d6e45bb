"""The tables, as steps from one version to the next; a published step is only followed, never edited.

A column without a type keeps a value as it came: a number stays a number and "auto" stays a word.
"""

Step = tuple[str, ...]

_METRICS = """
    step INTEGER, total_steps INTEGER,
    train_loss REAL, train_accuracy REAL, valid_loss REAL, valid_accuracy REAL,
    full_valid_loss REAL, full_valid_accuracy REAL
"""

_JOBS_AND_CONVERSATIONS: Step = (
    """
    CREATE TABLE intents (
        id INTEGER PRIMARY KEY, profile_id TEXT NOT NULL, tag TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
        created_at REAL NOT NULL, updated_at REAL NOT NULL, fingerprint TEXT NOT NULL, model TEXT NOT NULL,
        training_path TEXT NOT NULL, training_sha256 TEXT NOT NULL, training_bytes INTEGER NOT NULL,
        validation_path TEXT, validation_sha256 TEXT, validation_bytes INTEGER,
        n_epochs, batch_size, learning_rate_multiplier, suffix TEXT, seed INTEGER,
        tokens INTEGER, price_amount TEXT, price_currency TEXT NOT NULL, price_date TEXT NOT NULL,
        price_source TEXT NOT NULL,
        training_file_id TEXT, validation_file_id TEXT, job_id TEXT, reason TEXT NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX intents_of_profile ON intents (profile_id, created_at)",
    """
    CREATE TABLE jobs (
        profile_id TEXT NOT NULL, id TEXT NOT NULL, model TEXT NOT NULL, status TEXT NOT NULL,
        state TEXT NOT NULL, created_at REAL NOT NULL, finished_at REAL, estimated_finish REAL,
        fine_tuned_model TEXT, training_file TEXT, validation_file TEXT, trained_tokens INTEGER,
        n_epochs, batch_size, learning_rate_multiplier, seed INTEGER, suffix TEXT,
        error_code TEXT, error_message TEXT, error_param TEXT,
        result_files TEXT NOT NULL DEFAULT '[]', tag TEXT, seen_at REAL NOT NULL,
        missing INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (profile_id, id)
    )
    """,
    f"""
    CREATE TABLE events (
        profile_id TEXT NOT NULL, job_id TEXT NOT NULL, id TEXT NOT NULL, created_at REAL NOT NULL,
        level TEXT NOT NULL, message TEXT NOT NULL, type TEXT NOT NULL, {_METRICS},
        PRIMARY KEY (profile_id, job_id, id)
    )
    """,
    f"""
    CREATE TABLE checkpoints (
        profile_id TEXT NOT NULL, job_id TEXT NOT NULL, id TEXT NOT NULL, created_at REAL NOT NULL,
        model TEXT NOT NULL, at_step INTEGER NOT NULL, {_METRICS},
        PRIMARY KEY (profile_id, job_id, id)
    )
    """,
    """
    CREATE TABLE conversations (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, created_at REAL NOT NULL, used_at REAL NOT NULL,
        model TEXT, system_prompt TEXT NOT NULL, parameters TEXT NOT NULL, tools TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE turns (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        role TEXT NOT NULL, content TEXT NOT NULL, name TEXT, tool_calls TEXT NOT NULL, tool_call_id TEXT,
        model TEXT, parameters TEXT, prompt_tokens INTEGER, completion_tokens INTEGER,
        first_token_seconds REAL, duration_seconds REAL, price TEXT, finish_reason TEXT,
        created_at REAL NOT NULL
    )
    """,
    "CREATE INDEX turns_of_conversation ON turns (conversation_id, id)",
)

_PREDICTED_EPOCHS: Step = (
    "ALTER TABLE intents ADD COLUMN epoch_tokens INTEGER",
    "ALTER TABLE intents ADD COLUMN epochs INTEGER",
)

STEPS: tuple[Step, ...] = (_JOBS_AND_CONVERSATIONS, _PREDICTED_EPOCHS)
"""Step number n (from 1) leads to `user_version` n."""
