//! The small kit (组件).
