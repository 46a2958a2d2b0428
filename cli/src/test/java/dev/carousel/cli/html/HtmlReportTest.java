package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
  private static final int LARGEST = 2_000_000;
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern INLINE =
      Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL);

  private static String page(ObjectNode report) {
    return HtmlReport.ofJson(Page.REPORT, report.toString());
  }

  private static String first(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    assertTrue(matcher.find(), () -> "no " + pattern);
    return matcher.group(1);
  }

  private static JsonNode embedded(String page) {
    try {
      return Nodes.JSON.readTree(first(DATA, page));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** What a browser could fetch: an address in an attribute or a style sheet, an import. */
  private static List<String> resources(String page) {
    String own = page.replace(PageResources.library(), "");
    Pattern address =
        Pattern.compile(
            "(?:src|href|srcset|action)\\s*=\\s*[\"'][^#\"'][^\"']*|url\\(|@import|https?://[^\"'\\s]*");
    List<String> found = new ArrayList<>();
    address.matcher(own).results().forEach(match -> found.add(match.group()));
    found.remove("http://www.w3.org/2000/svg"); // a namespace, which nothing fetches
    return found;
  }

  @Test
  void reportIsEmbeddedAsItIs() {
    ObjectNode report = SyntheticReport.full();
    assertEquals(report, embedded(page(report)));
  }

  @Test
  void pageDependsOnTheReportAlone() {
    assertEquals(page(SyntheticReport.full()), page(SyntheticReport.full()));
  }

  @Test
  void whatIsNotFiniteIsNull() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("lag", Double.NaN);
    assertEquals("{\"lag\":null}", first(DATA, HtmlReport.of(Page.REPORT, document)));
  }

  @Test
  void numbersAreAsLongAsAFigureCanShow() {
    Map<String, Object> document =
        Map.of("x", List.of(1.23456789012345, -6.0000000001e-30, 200, 0.1, 123456789L));
    assertEquals(
        "{\"x\":[1.234568,-6.0E-30,200,0.1,123456789]}",
        first(DATA, HtmlReport.of(Page.REPORT, document)));
  }

  @Test
  void nothingIsFetched() {
    assertEquals(List.of(), resources(page(SyntheticReport.full())));
  }

  @Test
  void pageOfEverySectionIsSmallerThanTwoMegabytes() {
    int size = page(SyntheticReport.full()).getBytes(StandardCharsets.UTF_8).length;
    assertTrue(size < LARGEST, () -> size + " bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><img src=x onerror=alert(1)>",
        "<!--<script>",
        "]]>&lt;&amp;",
        "\u2028alert(1)\u2029",
        "\"}; alert(1); //\\",
        "{{script}}{{report}}$1\\0",
        "</SCRIPT\t>"
      })
  void noTextOfTheReportLeavesItsElement(String text) {
    ObjectNode report = SyntheticReport.worded(text);
    String page = page(report);
    assertEquals(report, embedded(page));
    String data = first(DATA, page);
    assertFalse(data.matches("(?s).*[<>&\u2028\u2029].*"), data);
    String harmless = page(SyntheticReport.worded("gru"));
    assertEquals(tags(harmless), tags(page));
  }

  private static long tags(String page) {
    return Pattern.compile("</?script", Pattern.CASE_INSENSITIVE).matcher(page).results().count();
  }

  @Test
  void policyAllowsWhatIsInThePageAndNoConnection() throws Exception {
    String page = page(SyntheticReport.bare());
    String policy =
        first(Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\""), page);
    assertTrue(policy.startsWith("default-src 'none'; "), policy);
    assertFalse(policy.contains("connect-src"), policy);
    assertFalse(policy.contains("script-src 'unsafe"), policy);
    List<String> hashes = new ArrayList<>();
    Matcher inline = INLINE.matcher(page);
    while (inline.find()) {
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(inline.group(2).getBytes(StandardCharsets.UTF_8));
      hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertEquals(3, hashes.size());
    hashes.forEach(hash -> assertTrue(policy.contains(hash), () -> hash + " not in " + policy));
  }

  @Test
  void noHoleIsLeft() {
    String page = page(SyntheticReport.bare()).replace(PageResources.library(), "");
    assertFalse(page.contains("{{"), "a hole of the template is left");
  }
}
