package org.tandemvault.web.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LookTest {

  @Test
  void withoutAWordTheProductLooksAsItIs() {
    Look look = Look.current();

    assertThat(look.title()).isEqualTo("Tandem Vault");
    assertThat(look.icon()).isEqualTo("vault/icon.svg");
    assertThat(look.hasColours()).isFalse();
  }

  @Test
  void coloursCountMoreThanTheProductsOwnOnLightAndDarkPages() {
    Look look = look(Optional.of("#7a1fa2"), Optional.of("#d7a5ea"));

    assertThat(look.hasColours()).isTrue();
    assertThat(look.styleSheet())
        .startsWith("html:root {")
        .contains("--vault-accent: light-dark(#7a1fa2, #d7a5ea);");
  }

  @Test
  void oneColourAloneLeavesTheOtherAsItIs() {
    Look look = look(Optional.of("#7a1fa2"), Optional.empty());

    assertThat(look.styleSheet()).contains("--vault-accent: light-dark(#7a1fa2, #4cc2b8);");
  }

  @Test
  void aLogoIsServedFromItsOwnAddress() {
    assertThat(look(Optional.empty(), Optional.empty()).icon()).isEqualTo("branding/logo");
  }

  private static Look look(Optional<String> light, Optional<String> dark) {
    return new Look(
        "Contoso",
        light,
        dark,
        Optional.of(new Look.Picture("image/png", new byte[] {1})),
        new Look.About("1", Optional.empty()),
        List.of());
  }
}
