//! Asks for memory before it is needed.
#![allow(unsafe_code, reason = "the instruction takes a pointer")]

/// Asks for the memory of something that will be read soon.
#[inline]
pub(super) fn prefetch<T>(soon: Option<&T>) {
    #[cfg(target_arch = "x86_64")]
    if let Some(soon) = soon {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: the pointer comes from a reference, and a prefetch changes nothing that a program can see.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(soon).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = soon;
}
