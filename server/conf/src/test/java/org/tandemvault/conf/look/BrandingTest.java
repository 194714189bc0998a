package org.tandemvault.conf.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrandingTest {
  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><defs><linearGradient"
          + " id=\"a\"/></defs><rect width=\"8\" height=\"8\" fill=\"url(#a)\"/></svg>";

  @TempDir private Path conf;
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectories(conf.resolve(Branding.FOLDER));
  }

  @Test
  void withoutAFolderTheProductLooksAsItIs() {
    assertThat(Branding.read(conf.resolve("none"))).isEqualTo(Branding.none());
  }

  @Test
  void theShippedDefaultsChangeNothing() {
    Path shipped = Path.of("..", "..", "conf");

    assertThat(Branding.read(shipped)).isEqualTo(Branding.none());
  }

  @Test
  void titleColoursAndLogoAreTaken() throws IOException {
    Files.writeString(folder.resolve("logo.svg"), SVG);

    Branding branding =
        branding("title=Contoso Vault\nlogo=logo.svg\ncolour.light=#7a1fa2\ncolour.dark=#d7a5ea");

    assertThat(branding.problems()).isEmpty();
    assertThat(branding.title()).isEqualTo("Contoso Vault");
    assertThat(branding.light()).contains("#7a1fa2");
    assertThat(branding.dark()).contains("#d7a5ea");
    assertThat(branding.logo().orElseThrow().mediaType()).isEqualTo("image/svg+xml");
  }

  @Test
  void aPngIsTakenBySizeAndNotByItsName() throws IOException {
    Files.write(folder.resolve("good.png"), png(64));
    Files.write(folder.resolve("large.png"), png(5000));
    Files.writeString(
        folder.resolve("fake.png"), "<html>no picture at all, but long enough</html>");

    assertThat(branding("logo=good.png").logo()).isPresent();
    assertThat(branding("logo=large.png").problems()).hasSize(1);
    assertThat(branding("logo=fake.png").problems()).singleElement().asString().contains("no PNG");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=\"alert(1)\"/>",
        "<svg><a href=\"javascript:alert(1)\"/></svg>",
        "<svg><image href=\"https://elsewhere.example/x.png\"/></svg>",
        "<svg><rect style=\"fill:url( https://elsewhere.example/x)\"/></svg>",
        "<svg><style>@import 'https://elsewhere.example/x.css';</style></svg>",
        "<svg><foreignObject/></svg>",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>",
        "<html/>",
        "<svg>",
        "no xml"
      })
  void anSvgThatCouldActIsLeftOutAndTold(String svg) throws IOException {
    Files.writeString(folder.resolve("logo.svg"), svg);

    Branding branding = branding("logo=logo.svg\ntitle=Still here");

    assertThat(branding.logo()).isEmpty();
    assertThat(branding.title()).isEqualTo("Still here");
    assertThat(branding.problems()).singleElement().asString().contains("logo: ", " -> ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logo=../manage_key.conf",
        "logo=missing.svg",
        "logo=logo.gif",
        "colour.light=red",
        "colour.light=#ffff00",
        "colour.dark=#000000",
        "color=#123456"
      })
  void whatDoesNotFitIsLeftOutAndTold(String line) throws IOException {
    Files.writeString(folder.resolve("logo.gif"), "GIF");

    Branding branding = branding(line);

    assertThat(branding.problems()).hasSize(1);
    assertThat(branding.logo()).isEmpty();
    assertThat(branding.light()).isEmpty();
    assertThat(branding.dark()).isEmpty();
  }

  @Test
  void aLogoThatIsTooLargeIsLeftOut() throws IOException {
    Files.write(folder.resolve("logo.svg"), new byte[300 * 1024]);

    assertThat(branding("logo=logo.svg").problems()).singleElement().asString().contains("KiB");
  }

  @Test
  void theTextOfALicenceFileIsShownAndOtherFilesByNameAlone() throws IOException {
    Path file = Files.writeString(conf.resolve("license.txt"), "Support until 2030");
    assertThat(LicenceFile.read(conf).orElseThrow().text()).isEqualTo("Support until 2030");

    Files.write(file, new byte[] {0, 1, 2, (byte) 0xff});
    assertThat(LicenceFile.read(conf).orElseThrow())
        .isEqualTo(new LicenceFile("license.txt", 4, ""));

    Files.delete(file);
    assertThat(LicenceFile.read(conf)).isEmpty();
  }

  private Branding branding(String text) throws IOException {
    Files.writeString(folder.resolve(Branding.FILE), text);
    return Branding.read(conf);
  }

  private static byte[] png(int pixels) {
    return ByteBuffer.allocate(64)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(13)
        .put("IHDR".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .putInt(pixels)
        .putInt(pixels)
        .array();
  }
}
