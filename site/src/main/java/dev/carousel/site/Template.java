package dev.carousel.site;

import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.renderer.html.HtmlRenderer;

/** The frame around every page. */
final class Template {
  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <link rel="stylesheet" href="%2$ssite.css">
      </head>
      <body data-top="%2$s">
      <a class="skip" href="#content">Skip to the page</a>
      <header>
      <nav aria-label="Site"><a class="home" href="%2$sindex.html">Carousel</a>
      <a href="%2$sdocs/index.html">Pages</a>
      <a href="%2$sdocs/glossary.html">Glossary</a>
      <a href="%2$sapi/index.html">Javadoc</a></nav>
      <form role="search"><label for="search">Search</label>
      <input id="search" type="search" autocomplete="off" aria-controls="found"></form>
      </header>
      <ol id="found" aria-live="polite" hidden></ol>
      <main id="content">
      %3$s</main>
      <script src="%2$ssearch-index.js"></script>
      <script src="%2$ssearch.js"></script>
      </body>
      </html>
      """;

  private Template() {}

  /**
   * A page as HTML.
   *
   * @param links where each destination leads
   */
  static String page(Page page, Map<String, String> links) {
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(false)
            .attributeProviderFactory(
                context ->
                    (node, tag, attributes) -> {
                      if (node instanceof Heading heading && page.anchors().containsKey(heading)) {
                        attributes.put("id", page.anchors().get(heading));
                      }
                      if (node instanceof Link link) {
                        attributes.computeIfPresent(
                            "href", (name, old) -> links.getOrDefault(link.getDestination(), old));
                      }
                      if (node instanceof Image image) {
                        attributes.computeIfPresent(
                            "src", (name, old) -> links.getOrDefault(image.getDestination(), old));
                      }
                    })
            .build();
    String title = page.title().equals("Carousel") ? page.title() : page.title() + " · Carousel";
    String body =
        renderer
            .render(page.document())
            .replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
            .replace("</table>", "</table></div>");
    return FRAME.formatted(escaped(title), Links.up(page.source()), body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
