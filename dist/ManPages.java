import dev.carousel.cli.Manual;
import java.io.File;
import java.io.IOException;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a page in AsciiDoc for each command into a folder: java dist/ManPages.java FOLDER. */
final class ManPages {
  private ManPages() {}

  public static void main(String[] args) throws IOException {
    System.exit(
        ManPageGenerator.generateManPage(
            new File(args[0]), null, new boolean[3], false, Manual.program()));
  }
}
