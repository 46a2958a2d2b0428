@NullMarked
package dev.carousel.interop.internal.pickle;

import org.jspecify.annotations.NullMarked;
