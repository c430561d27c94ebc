"""Wrong bind codes are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bind_attempts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("door", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bind_attempts")),
    )
    op.create_index(op.f("ix_bind_attempts_at"), "bind_attempts", ["at"])
    op.create_index(
        "ix_invitations_live",
        "invitations",
        ["expires_at"],
        sqlite_where=sa.text("used_at IS NULL"),
        postgresql_where=sa.text("used_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_invitations_live", "invitations")
    op.drop_index(op.f("ix_bind_attempts_at"), "bind_attempts")
    op.drop_table("bind_attempts")
