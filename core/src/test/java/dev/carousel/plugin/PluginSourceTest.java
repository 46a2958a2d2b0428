package dev.carousel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Key;
import dev.carousel.error.ForeignFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import org.junit.jupiter.api.Test;

class PluginSourceTest {
  /** Gives classes a source that does not say where it is, as a moved archive of classes does. */
  private static final class Nowhere extends ClassLoader {
    Nowhere() {
      super(Key.class.getClassLoader());
    }

    Class<?> define(Class<?> known) throws IOException {
      String file = known.getName().replace('.', '/') + ".class";
      try (InputStream code = getResourceAsStream(file)) {
        byte[] bytes = code == null ? new byte[0] : code.readAllBytes();
        CodeSource source = new CodeSource((URL) null, (Certificate[]) null);
        return defineClass(
            known.getName(), bytes, 0, bytes.length, new ProtectionDomain(source, null));
      }
    }
  }

  @Test
  void aClassWhoseSourceHasNoLocationIsInTheJarThatHasItAsAResource() throws IOException {
    Class<?> type = new Nowhere().define(Key.class);
    assertNull(type.getProtectionDomain().getCodeSource().getLocation());
    PluginSource usual = PluginSource.of(Key.class);
    assertTrue(usual.jar().startsWith("guice-"), usual.jar());
    assertEquals(usual.jar(), PluginSource.of(type).jar());
    assertEquals(usual.location(), PluginSource.of(type).location());
    assertEquals(Key.class.getName(), ForeignFault.origin(type));
  }
}
