/**
 * Texts, symbol by symbol: files and folders, their vocabulary, and how they are cut into chunks.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.data.text;

import org.jspecify.annotations.NullMarked;
