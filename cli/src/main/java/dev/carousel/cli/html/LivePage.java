package dev.carousel.cli.html;

import java.util.List;

/**
 * The page that follows a run: that of {@link HtmlReport}, with scripts that request the report
 * from its own server repeatedly, and draw what is new. Its policy also allows this one connection.
 */
public final class LivePage {
  private static final List<String> MORE_SCRIPTS = List.of("renew.js", "live.js");
  private static final String NO_ICON = "<link rel=\"icon\" href=\"data:,\">\n";

  private final PageParts parts;

  private LivePage(PageParts parts) {
    this.parts = parts;
  }

  /** Gathers what every page has in common. */
  public static LivePage assemble() {
    return new LivePage(
        PageParts.of(Page.REPORT, MORE_SCRIPTS, NO_ICON, "connect-src 'self'", "img-src data:"));
  }

  /**
   * The page.
   *
   * @param json the report as it stands
   */
  public String of(String json) {
    return parts.page(json);
  }

  /** The Content-Security-Policy, as a header: also against being shown in a frame. */
  public String policy() {
    return parts.policy() + "; frame-ancestors 'none'";
  }
}
