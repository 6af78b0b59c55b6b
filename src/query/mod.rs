//! TODO(query)
