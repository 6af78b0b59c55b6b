//! Reconciling an invoice.
