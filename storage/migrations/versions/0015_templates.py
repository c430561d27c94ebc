"""Reply templates, of an agency or shared by all."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Moment, Number

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "templates",
        sa.Column("id", Number, primary_key=True),
        sa.Column("agency", sa.String(32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
    )
    op.create_index("ix_templates_agency_title", "templates", ["agency", "title"])


def downgrade() -> None:
    op.drop_table("templates")
