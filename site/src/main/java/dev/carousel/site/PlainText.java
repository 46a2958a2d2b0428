package dev.carousel.site;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What a reader sees of a piece of Markdown, as words: no marks, no destinations, no HTML. */
final class PlainText extends AbstractVisitor {
  private final StringBuilder words = new StringBuilder();

  private PlainText() {}

  static String of(Node node) {
    PlainText plain = new PlainText();
    node.accept(plain);
    return plain.words.toString().replaceAll("\\s+", " ").strip();
  }

  @Override
  public void visit(Text text) {
    words.append(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock block) {
    words.append(block.getLiteral()).append(' ');
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    words.append(block.getLiteral()).append(' ');
  }

  @Override
  public void visit(SoftLineBreak line) {
    words.append(' ');
  }

  @Override
  public void visit(HardLineBreak line) {
    words.append(' ');
  }

  @Override
  public void visit(Paragraph paragraph) {
    visitChildren(paragraph);
    words.append(' ');
  }

  @Override
  public void visit(ListItem item) {
    visitChildren(item);
    words.append(' ');
  }

  /** Cells of tables among others. */
  @Override
  public void visit(CustomNode node) {
    visitChildren(node);
    words.append(' ');
  }

  /** A line break within a cell is written in HTML. */
  @Override
  public void visit(HtmlInline html) {
    words.append(' ');
  }
}
