//! Media items in the catalog: stored, and dropped so that those which replace them keep their numbers.

use rusqlite::params;

use super::dropped::Dropped;
use super::facts::rounded;
use super::write::Writer;
use super::{claims, pictures, words};
use crate::model::{Document, MediaItem};

impl Writer {
    /// Stores the items of a document. An item keeps the number that the one with its key had, wherever in
    /// the document it stands now; no other item is ever given that number.
    pub(super) fn store_items(
        &mut self,
        document: i64,
        facts: &Document,
        items: &[MediaItem],
        mut old: Dropped,
    ) -> rusqlite::Result<()> {
        for (position, item) in items.iter().enumerate() {
            let id = old.take(&item.key);
            self.store_item(document, facts, position, item, id)?;
        }
        Ok(())
    }

    fn store_item(
        &mut self,
        document: i64,
        facts: &Document,
        position: usize,
        item: &MediaItem,
        id: Option<i64>,
    ) -> rusqlite::Result<()> {
        let credit = self.credits.of_item(&self.conn, item)?;
        let picture = item.picture.as_deref().map(|key| pictures::id(&self.conn, key)).transpose()?;
        self.conn.prepare_cached(INSERT_MEDIA)?.execute(params![
            id,
            document,
            position as i64,
            item.key,
            picture,
            item.kind.as_str(),
            item.placement.as_str(),
            item.placement_reason.as_str(),
            item.caption,
            item.title,
            item.alt,
            credit.as_ref().map(|credit| credit.id),
            item.duration_seconds,
            item.evidence.line,
            item.evidence.span.start as i64,
            item.evidence.span.end as i64,
            item.evidence.method.as_str(),
            rounded(item.evidence.confidence)
        ])?;
        let id = id.unwrap_or_else(|| self.conn.last_insert_rowid());
        let line = credit.as_ref().map(|credit| &*credit.line);
        words::index(&self.conn, id, [item.caption.as_deref(), item.title.as_deref(), line, facts.title.as_deref()])?;
        for (position, url) in item.urls.iter().enumerate() {
            let sql = "INSERT INTO media_url (media_id, position, url) VALUES (?1, ?2, ?3)";
            self.conn.prepare_cached(sql)?.execute(params![id, position as i64, url])?;
        }
        claims::store(&self.conn, id, item)
    }

    /// Drops the items of a document.
    pub(super) fn drop_items(&mut self, document: i64) -> rusqlite::Result<Dropped> {
        let sql = "SELECT id, key, credit_id, picture_id FROM media WHERE document_id = ?1 ORDER BY position";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([document])?;
        let mut dropped = Dropped::default();
        while let Some(row) = rows.next()? {
            dropped.add(row.get(0)?, row.get(1)?);
            self.loosened.extend(row.get::<_, Option<i64>>(2)?);
            self.loosened_pictures.extend(row.get::<_, Option<i64>>(3)?);
        }
        for id in dropped.ids() {
            words::forget(&self.conn, *id)?;
        }
        if !dropped.ids().is_empty() {
            self.conn.prepare_cached("DELETE FROM media WHERE document_id = ?1")?.execute([document])?;
        }
        Ok(dropped)
    }
}

const INSERT_MEDIA: &str = "
    INSERT INTO media (id, document_id, position, key, picture_id, kind, placement, placement_reason, caption, title,
                       alt, credit_id, duration_seconds, line, span_start, span_end, method, confidence)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
