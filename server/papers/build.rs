//! Packs the PDF fonts that Debian's packages installed into the program (feature `embed-fonts`).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "embed-fonts")]
    pack();
}

#[cfg(feature = "embed-fonts")]
fn pack() {
    const FONTS: [&str; 3] = [
        "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
        "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
    ];
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    for font in FONTS {
        println!("cargo::rerun-if-changed={font}");
        let packed = std::fs::read(font).and_then(|bytes| zstd::encode_all(bytes.as_slice(), 3));
        let name = font.rsplit('/').next().unwrap_or(font);
        if let Err(why) = packed.and_then(|packed| std::fs::write(out.join(format!("{name}.zst")), packed)) {
            println!(
                "cargo::error={font}: {why}. Run: sudo apt-get install -y fonts-noto-cjk fonts-lxgw-wenkai"
            );
        }
    }
}
