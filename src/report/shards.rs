//! Media items as Parquet files in a folder, `items-00000.parquet` and so on, for other engines: the
//! columns of a record. A file is whole as soon as it has its name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::export::Parquet;
use super::record::record_cells;
use crate::model::Record;
use crate::query::{self, Field, Heading};

/// Parquet files of so many items each.
pub struct Shards {
    folder: PathBuf,
    fields: Vec<&'static Field>,
    most: usize,
    number: usize,
    open: Option<Shard>,
}

struct Shard {
    file: Parquet,
    items: usize,
    part: PathBuf,
    path: PathBuf,
}

impl Shards {
    /// Files of `most` items each in `folder`, which is made if there is none.
    pub fn begin(folder: &Path, most: usize) -> Self {
        Self { folder: folder.to_owned(), fields: query::record_columns(), most, number: 0, open: None }
    }

    /// Adds an item.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn put(&mut self, record: &Record) -> io::Result<()> {
        let mut shard = match self.open.take() {
            Some(shard) => shard,
            None => self.create()?,
        };
        shard.file.row(record_cells(record, &self.fields))?;
        shard.items += 1;
        if shard.items >= self.most {
            return shard.close();
        }
        self.open = Some(shard);
        Ok(())
    }

    /// Writes what is left. Where there was nothing at all, one file without rows.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn end(mut self) -> io::Result<()> {
        match self.open.take() {
            Some(shard) => shard.close(),
            None if self.number == 0 => self.create()?.close(),
            None => Ok(()),
        }
    }

    fn create(&mut self) -> io::Result<Shard> {
        fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(format!("items-{:05}.parquet", self.number));
        self.number += 1;
        let part = path.with_extension("part");
        Ok(Shard { file: Parquet::create(&part, &Heading::of(&self.fields))?, items: 0, part, path })
    }
}

impl Shard {
    fn close(self) -> io::Result<()> {
        self.file.end()?;
        fs::rename(self.part, self.path)
    }
}
