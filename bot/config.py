"""Settings: the only reader of the environment; each one is explained in .env.example."""

from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

SCHEME = "sqlite+aiosqlite:///"


class Settings(BaseSettings):
    """What the person who runs the bot decides."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    data_dir: Path = Path("data")
    database_url: str = ""
    timezone: str = "Asia/Almaty"
    secret_key: SecretStr = SecretStr("")
    webhook_url: str = ""
    webhook_port: int = Field(default=8080, ge=1, le=65535)

    @property
    def database_file(self) -> Path:
        """The SQLite file that DATABASE_URL names, by default tirek.db in DATA_DIR."""
        if not self.database_url:
            return self.data_dir / "tirek.db"
        if not self.database_url.startswith(SCHEME):
            raise ValueError(f"DATABASE_URL must begin with {SCHEME}")
        return Path(self.database_url.removeprefix(SCHEME))

    @property
    def files_folder(self) -> Path:
        """Where files that people sent lie, sealed: beside the database, never where a web server reads."""
        return self.database_file.parent / "files"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
