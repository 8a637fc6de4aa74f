import { ts } from 'ts-morph';
import type {
  CallFact,
  ClassFact,
  DefFact,
  FieldFact,
  FunctionFact,
  ImportFact,
  LoopFact,
  ParamFact,
  WriteFact,
} from '../../model/module-facts.js';
import type { TypeRef, Value } from '../../model/value.js';

type Mut<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };
export interface Facts {
  imports: ImportFact[];
  exports: [string, Value][];
  stars: string[];
  defs: { name: string; fn: number; values: Value[]; type?: TypeRef }[];
  writes: WriteFact[];
  calls: CallFact[];
  loops: LoopFact[];
  functions: Mut<FunctionFact>[];
  classes: Mut<ClassFact>[];
  providers: Value[];
}
type Binding = { def: number } | { value: Value };
interface Scope {
  names: Map<string, Binding>;
  parent: Scope | undefined;
  fn: number;
}
interface Ctx {
  scope: Scope;
  fn: number;
  loop?: number;
  guarded?: boolean;
  cls?: number;
  depth: number;
}

const UNKNOWN = (text: string): Value => ({ k: 'unknown', text: text.length > 60 ? `${text.slice(0, 59)}…` : text });
const NULL: Value = { k: 'lit', v: null };

export function lowerFile(sf: ts.SourceFile): Facts {
  const f: Facts = {
    imports: [],
    exports: [],
    stars: [],
    defs: [],
    writes: [],
    calls: [],
    loops: [],
    functions: [],
    classes: [],
    providers: [],
  };
  const protoNames = prototypeNames(sf);
  const fnOf = new Map<ts.Node, number>();
  const clsOf = new Map<ts.Node, number>();

  const pos = (node: ts.Node): { line: number; column: number } => {
    const p = sf.getLineAndCharacterOfPosition(node.getStart(sf));
    return { line: p.line + 1, column: p.character + 1 };
  };
  const newFn = (name: string, node: ts.Node | undefined, ctx: Ctx | undefined, cls?: number): number => {
    const at = f.functions.length;
    f.functions.push({
      name,
      params: [],
      returns: [],
      calls: [],
      decorators: [],
      ...(ctx && { parent: ctx.fn }),
      ...(cls !== undefined && { cls }),
      ...(node ? pos(node) : { line: 1, column: 1 }),
    });
    return at;
  };
  const newClass = (name: string, node: ts.Node, ctx: Ctx): number => {
    const at = f.classes.length;
    const init = newFn(`${name}.init`, node, ctx, at);
    f.classes.push({
      name,
      implements: [],
      decorators: [],
      fn: ctx.fn,
      init,
      methods: [],
      getters: [],
      staticMethods: [],
      fields: [],
      assigned: [],
      ...pos(node),
    });
    return at;
  };
  const declareDef = (scope: Scope, name: string, fn: number): number => {
    const known = scope.names.get(name);
    if (known && 'def' in known) return known.def;
    const def = f.defs.length;
    f.defs.push({ name, fn, values: [] });
    scope.names.set(name, { def });
    return def;
  };
  const lookup = (scope: Scope | undefined, name: string): Binding | undefined => {
    for (let s = scope; s; s = s.parent) {
      const b = s.names.get(name);
      if (b) return b;
    }
    return undefined;
  };
  const child = (ctx: Ctx, more: Partial<Ctx> = {}): Ctx => ({
    ...ctx,
    scope: { names: new Map(), parent: ctx.scope, fn: more.fn ?? ctx.fn },
    ...more,
  });

  function nameOfBinding(b: Binding | undefined, name: string): Value {
    if (!b) return { k: 'global', name };
    return 'def' in b ? { k: 'ref', def: b.def } : b.value;
  }

  // ---- declarations
  function bindingNames(n: ts.BindingName): string[] {
    if (ts.isIdentifier(n)) return [n.text];
    return n.elements.flatMap((e) => (ts.isBindingElement(e) ? bindingNames(e.name) : []));
  }
  function hoistVars(node: ts.Node, scope: Scope, fn: number): void {
    ts.forEachChild(node, (c) => {
      if (ts.isFunctionLike(c) || ts.isClassLike(c)) return;
      if (ts.isVariableDeclarationList(c) && !(c.flags & ts.NodeFlags.BlockScoped))
        for (const d of c.declarations) for (const n of bindingNames(d.name)) if (!scope.names.has(n)) declareDef(scope, n, fn);
      hoistVars(c, scope, fn);
    });
  }
  function declare(statements: readonly ts.Statement[], ctx: Ctx): void {
    for (const s of statements) {
      if (ts.isVariableStatement(s) && s.declarationList.flags & ts.NodeFlags.BlockScoped)
        for (const d of s.declarationList.declarations) for (const n of bindingNames(d.name)) declareDef(ctx.scope, n, ctx.fn);
      else if (ts.isFunctionDeclaration(s) && s.body) {
        const name = s.name?.text ?? 'default';
        if (protoNames.has(name)) {
          const at = newClass(name, s, ctx);
          clsOf.set(s, at);
          ctx.scope.names.set(name, { value: { k: 'class', at } });
        } else {
          const at = newFn(name, s, ctx);
          fnOf.set(s, at);
          if (s.name) ctx.scope.names.set(name, { value: { k: 'fn', at } });
        }
      } else if (ts.isClassDeclaration(s)) {
        const at = newClass(s.name?.text ?? 'default', s, ctx);
        clsOf.set(s, at);
        if (s.name) ctx.scope.names.set(s.name.text, { value: { k: 'class', at } });
      } else if (ts.isEnumDeclaration(s)) declareDef(ctx.scope, s.name.text, ctx.fn);
      else if (ts.isModuleDeclaration(s) && ts.isIdentifier(s.name)) declareDef(ctx.scope, s.name.text, ctx.fn);
      else if (ts.isImportDeclaration(s)) importNames(s, ctx);
      else if (ts.isImportEqualsDeclaration(s)) {
        if (ts.isExternalModuleReference(s.moduleReference) && ts.isStringLiteralLike(s.moduleReference.expression)) {
          const from = s.moduleReference.expression.text;
          f.imports.push({ from, ...pos(s), typeOnly: s.isTypeOnly, dynamic: false, names: ['*'] });
          ctx.scope.names.set(s.name.text, { value: { k: 'import', from, name: '=' } });
        } else declareDef(ctx.scope, s.name.text, ctx.fn);
      } else if ((ts.isInterfaceDeclaration(s) || ts.isTypeAliasDeclaration(s)) && !ctx.scope.names.has(s.name.text))
        ctx.scope.names.set(`type ${s.name.text}`, { value: typeTarget(s, ctx) });
    }
  }
  function typeTarget(s: ts.InterfaceDeclaration | ts.TypeAliasDeclaration, ctx: Ctx): Value {
    if (ts.isInterfaceDeclaration(s)) {
      const base = s.heritageClauses?.[0]?.types[0]?.expression;
      return base && ts.isIdentifier(base) ? typeNameValue(base, ctx) : UNKNOWN(s.name.text);
    }
    return ts.isTypeReferenceNode(s.type) && !s.typeParameters ? typeNameValue(s.type.typeName, ctx) : UNKNOWN(s.name.text);
  }
  function importNames(s: ts.ImportDeclaration, ctx: Ctx): void {
    if (!ts.isStringLiteralLike(s.moduleSpecifier)) return;
    const from = s.moduleSpecifier.text;
    const clause = s.importClause;
    const names: string[] = [];
    const bind = (local: string, name: string): void => {
      names.push(name);
      ctx.scope.names.set(local, {
        value: from.replace(/^node:/, '') === 'process' && name === 'env' ? { k: 'envs' } : { k: 'import', from, name },
      });
    };
    if (clause?.name) bind(clause.name.text, 'default');
    const nb = clause?.namedBindings;
    let allTypes = false;
    if (nb && ts.isNamespaceImport(nb)) bind(nb.name.text, '*');
    else if (nb) {
      for (const e of nb.elements) bind(e.name.text, (e.propertyName ?? e.name).text);
      allTypes = nb.elements.length > 0 && nb.elements.every((e) => e.isTypeOnly) && !clause?.name;
    }
    f.imports.push({ from, ...pos(s), typeOnly: (clause?.isTypeOnly ?? false) || allTypes, dynamic: false, names });
  }

  // ---- types
  const WRAPPERS = new Set(['Promise', 'Observable', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Awaited', 'DeepMocked', 'Ref']);
  function typeNameValue(n: ts.EntityName | ts.Expression, ctx: Ctx): Value {
    if (ts.isIdentifier(n)) {
      const t = lookup(ctx.scope, `type ${n.text}`);
      if (t && 'value' in t) return t.value;
      return nameOfBinding(lookup(ctx.scope, n.text), n.text);
    }
    if (ts.isQualifiedName(n)) return { k: 'prop', of: typeNameValue(n.left, ctx), name: n.right.text };
    if (ts.isPropertyAccessExpression(n)) return { k: 'prop', of: typeNameValue(n.expression, ctx), name: n.name.text };
    return UNKNOWN('type');
  }
  function typeRef(t: ts.TypeNode | undefined, ctx: Ctx): TypeRef | undefined {
    if (!t) return undefined;
    if (ts.isUnionTypeNode(t)) {
      const real = t.types.filter(
        (x) => !(x.kind === ts.SyntaxKind.UndefinedKeyword || (ts.isLiteralTypeNode(x) && x.literal.kind === ts.SyntaxKind.NullKeyword)),
      );
      return real.length >= 1 ? typeRef(real[0], ctx) : undefined;
    }
    if (ts.isIntersectionTypeNode(t)) return typeRef(t.types[0], ctx);
    if (ts.isParenthesizedTypeNode(t)) return typeRef(t.type, ctx);
    if (ts.isTypeQueryNode(t)) return undefined;
    if (ts.isImportTypeNode(t) && ts.isLiteralTypeNode(t.argument) && ts.isStringLiteral(t.argument.literal) && t.qualifier) {
      const name = t.qualifier.getText(sf);
      return {
        v: name
          .split('.')
          .reduce<Value>(
            (of, p, i) =>
              i === 0
                ? { k: 'import', from: (t.argument as ts.LiteralTypeNode & { literal: ts.StringLiteral }).literal.text, name: p }
                : { k: 'prop', of, name: p },
            NULL,
          ),
        name,
      };
    }
    if (!ts.isTypeReferenceNode(t)) return undefined;
    const name = t.typeName.getText(sf);
    const args = (t.typeArguments ?? []).map((a) => typeRef(a, ctx)).filter((a): a is TypeRef => a !== undefined);
    if (WRAPPERS.has(name) && t.typeArguments?.[0]) return typeRef(t.typeArguments[0], ctx);
    if (ts.isIdentifier(t.typeName) && lookup(ctx.scope, `typeparam ${name}`)) return undefined;
    return { v: typeNameValue(t.typeName, ctx), name, ...(args.length > 0 && { args }) };
  }

  // ---- functions
  function functionInto(at: number, node: ts.FunctionLikeDeclaration, ctx: Ctx, cls?: number): void {
    const fact = f.functions[at]!;
    const inner: Ctx = {
      scope: { names: new Map(), parent: ctx.scope, fn: at },
      fn: at,
      depth: ctx.depth + 1,
      ...(ts.isArrowFunction(node) ? ctx.cls !== undefined && { cls: ctx.cls } : cls !== undefined ? { cls } : {}),
    };
    if (ts.isArrowFunction(node)) fact.arrow = true;
    if (ts.canHaveModifiers(node) && node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword)) fact.async = true;
    if ('asteriskToken' in node && node.asteriskToken) fact.generator = true;
    for (const tp of node.typeParameters ?? []) inner.scope.names.set(`typeparam ${tp.name.text}`, { value: NULL });
    node.parameters.forEach((p, i) => {
      const type = typeRef(p.type, inner);
      const pf: Mut<ParamFact> = {
        name: ts.isIdentifier(p.name) ? p.name.text : p.name.getText(sf).replace(/\s+/g, ' ').slice(0, 40),
        decorators: decorators(p, ctx),
        ...(type && { type }),
        ...(p.dotDotDotToken && { rest: true }),
      };
      fact.params.push(pf);
      const value: Value = { k: 'param', fn: at, index: i };
      bindPattern(p.name, value, inner);
      if (p.initializer) pf.default = ex(p.initializer, inner);
      if (ts.isParameterPropertyDeclaration(p, node)) pf.property = true;
    });
    if (!ts.isArrowFunction(node)) inner.scope.names.set('arguments', { value: { k: 'param', fn: at, index: -1 } });
    const rt = typeRef(node.type, inner);
    if (rt) fact.returnType = rt;
    if (!node.body) return;
    if (ts.isBlock(node.body)) {
      hoistVars(node.body, inner.scope, at);
      declare(node.body.statements, inner);
      for (const s of node.body.statements) st(s, inner);
    } else fact.returns.push(ex(node.body, inner));
  }
  /** Names of a parameter pattern become parts of the value (no reassignment is tracked for parts). */
  function bindPattern(n: ts.BindingName, value: Value, ctx: Ctx): void {
    if (ts.isIdentifier(n)) {
      ctx.scope.names.set(n.text, { value });
      return;
    }
    n.elements.forEach((e, i) => {
      if (ts.isBindingElement(e)) bindPattern(e.name, part(n, e, i, value, ctx), ctx);
    });
  }
  function part(n: ts.BindingPattern, e: ts.BindingElement, i: number, value: Value, ctx: Ctx): Value {
    let v: Value;
    if (e.dotDotDotToken) v = ts.isObjectBindingPattern(n) ? value : { k: 'element', of: value };
    else if (ts.isObjectBindingPattern(n)) {
      const key = e.propertyName ?? e.name;
      v = ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? prop(value, key.text) : UNKNOWN(key.getText(sf));
    } else v = { k: 'prop', of: value, name: String(i) };
    return e.initializer ? { k: 'first', of: [v, ex(e.initializer, ctx)] } : v;
  }
  function fnValue(node: ts.FunctionLikeDeclaration, ctx: Ctx, name?: string): Value {
    const at = newFn(name ?? (node.name ? node.name.getText(sf) : '(anonymous)'), node, ctx);
    const own = ts.isFunctionExpression(node) && node.name ? child(ctx) : ctx;
    if (own !== ctx && ts.isFunctionExpression(node) && node.name) own.scope.names.set(node.name.text, { value: { k: 'fn', at } });
    functionInto(at, node, own);
    return { k: 'fn', at };
  }

  // ---- classes
  function decorators(node: ts.Node, ctx: Ctx): Value[] {
    return ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []).map((d) => ex(d.expression, ctx)) : [];
  }
  const memberName = (n: ts.PropertyName | undefined): string | undefined =>
    n === undefined
      ? undefined
      : ts.isIdentifier(n) || ts.isStringLiteralLike(n) || ts.isNumericLiteral(n) || ts.isPrivateIdentifier(n)
        ? n.text
        : ts.isComputedPropertyName(n) && ts.isStringLiteralLike(n.expression)
          ? n.expression.text
          : undefined;

  function classInto(at: number, node: ts.ClassLikeDeclaration, ctx: Ctx): void {
    const c = f.classes[at]!;
    const outer: Ctx = child(ctx);
    for (const tp of node.typeParameters ?? []) outer.scope.names.set(`typeparam ${tp.name.text}`, { value: NULL });
    const init: Ctx = { scope: { names: new Map(), parent: outer.scope, fn: c.init }, fn: c.init, cls: at, depth: ctx.depth + 1 };
    c.decorators.push(...decorators(node, init));
    if (ts.canHaveModifiers(node) && node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AbstractKeyword)) c.abstract = true;
    for (const h of node.heritageClauses ?? [])
      for (const t of h.types) {
        if (h.token === ts.SyntaxKind.ExtendsKeyword) {
          c.extends = ex(t.expression, outer);
          const args = (t.typeArguments ?? []).map((a) => typeRef(a, outer)).filter((a): a is TypeRef => a !== undefined);
          if (args.length) c.extendsArgs = args;
        } else c.implements.push({ v: typeNameValue(t.expression, outer), name: t.expression.getText(sf) });
      }
    for (const m of node.members) member(m, c, at, init, outer);
  }
  function member(m: ts.ClassElement, c: Mut<ClassFact>, at: number, init: Ctx, outer: Ctx): void {
    const isStatic = ts.canHaveModifiers(m) && (m.modifiers?.some((x) => x.kind === ts.SyntaxKind.StaticKeyword) ?? false);
    if (ts.isConstructorDeclaration(m)) {
      if (!m.body) return;
      c.ctor = newFn('constructor', m, outer, at);
      functionInto(c.ctor, m, { ...init, scope: init.scope }, at);
      f.functions[c.ctor]!.parent = c.init;
      return;
    }
    const name = memberName(m.name);
    if (ts.isPropertyDeclaration(m)) {
      if (name === undefined) return;
      const type = typeRef(m.type, init);
      const field: Mut<FieldFact> = {
        name,
        decorators: decorators(m, init),
        ...pos(m),
        ...(type && { type }),
        ...(isStatic && { isStatic: true as const }),
      };
      if (m.initializer) field.value = ex(m.initializer, init, name);
      c.fields.push(field);
      return;
    }
    if (ts.isClassStaticBlockDeclaration(m)) {
      block(m.body.statements, init);
      return;
    }
    if (!(ts.isMethodDeclaration(m) || ts.isGetAccessorDeclaration(m) || ts.isSetAccessorDeclaration(m)) || name === undefined || !m.body)
      return;
    const fn = newFn(name, m, outer, at);
    f.functions[fn]!.decorators.push(...decorators(m, init));
    if (isStatic) f.functions[fn]!.isStatic = true;
    functionInto(fn, m, outer, at);
    if (ts.isGetAccessorDeclaration(m) && !isStatic) c.getters.push([name, fn]);
    else if (!ts.isSetAccessorDeclaration(m)) (isStatic ? c.staticMethods : c.methods).push([name, fn]);
  }
  function protoClass(at: number, node: ts.FunctionLikeDeclaration, ctx: Ctx): void {
    const c = f.classes[at]!;
    c.prototype = true;
    c.ctor = newFn('constructor', node, ctx, at);
    functionInto(c.ctor, node, ctx, at);
    f.functions[c.ctor]!.parent = c.init;
  }

  // ---- statements
  function block(statements: readonly ts.Statement[], ctx: Ctx): void {
    const inner = child(ctx);
    declare(statements, inner);
    for (const s of statements) st(s, inner);
  }
  const exported = (s: ts.Node): { is: boolean; def: boolean } => {
    const mods = ts.canHaveModifiers(s) ? s.modifiers : undefined;
    return {
      is: mods?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false,
      def: mods?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) ?? false,
    };
  };
  function st(s: ts.Statement, ctx: Ctx): void {
    if (ctx.depth > 200) return;
    switch (s.kind) {
      case ts.SyntaxKind.ExpressionStatement:
        ex((s as ts.ExpressionStatement).expression, ctx);
        return;
      case ts.SyntaxKind.VariableStatement: {
        const list = (s as ts.VariableStatement).declarationList;
        for (const d of list.declarations) variable(d, ctx);
        if (exported(s).is)
          for (const d of list.declarations)
            for (const n of bindingNames(d.name)) f.exports.push([n, nameOfBinding(lookup(ctx.scope, n), n)]);
        return;
      }
      case ts.SyntaxKind.FunctionDeclaration: {
        const d = s as ts.FunctionDeclaration;
        const cls = clsOf.get(d),
          fn = fnOf.get(d);
        if (cls !== undefined) protoClass(cls, d, ctx);
        else if (fn !== undefined) functionInto(fn, d, ctx);
        const e = exported(s);
        const v: Value | undefined = cls !== undefined ? { k: 'class', at: cls } : fn !== undefined ? { k: 'fn', at: fn } : undefined;
        if (e.is && v) f.exports.push([e.def ? 'default' : (d.name?.text ?? 'default'), v]);
        return;
      }
      case ts.SyntaxKind.ClassDeclaration: {
        const d = s as ts.ClassDeclaration;
        const at = clsOf.get(d);
        if (at === undefined) return;
        classInto(at, d, ctx);
        const e = exported(s);
        if (e.is) f.exports.push([e.def ? 'default' : (d.name?.text ?? 'default'), { k: 'class', at }]);
        return;
      }
      case ts.SyntaxKind.EnumDeclaration: {
        const d = s as ts.EnumDeclaration;
        let next = 0;
        const props = d.members.map((m): [string | null, Value] => {
          const v: Value = m.initializer ? ex(m.initializer, ctx) : { k: 'lit', v: next };
          if (v.k === 'lit' && typeof v.v === 'number') next = v.v + 1;
          return [memberName(m.name) ?? null, v];
        });
        setDef(ctx, d.name.text, { k: 'object', props });
        if (exported(s).is) f.exports.push([d.name.text, nameOfBinding(lookup(ctx.scope, d.name.text), d.name.text)]);
        return;
      }
      case ts.SyntaxKind.ModuleDeclaration:
        namespace(s as ts.ModuleDeclaration, ctx);
        return;
      case ts.SyntaxKind.ReturnStatement: {
        const e = (s as ts.ReturnStatement).expression;
        if (e) f.functions[ctx.fn]!.returns.push(ex(e, ctx));
        return;
      }
      case ts.SyntaxKind.IfStatement: {
        const i = s as ts.IfStatement;
        ex(i.expression, ctx);
        st(i.thenStatement, ctx);
        if (i.elseStatement) st(i.elseStatement, ctx);
        return;
      }
      case ts.SyntaxKind.Block:
        block((s as ts.Block).statements, ctx);
        return;
      case ts.SyntaxKind.TryStatement: {
        const t = s as ts.TryStatement;
        block(t.tryBlock.statements, t.catchClause ? { ...ctx, guarded: true } : ctx);
        if (t.catchClause) {
          const c = child(ctx);
          if (t.catchClause.variableDeclaration)
            for (const n of bindingNames(t.catchClause.variableDeclaration.name)) c.scope.names.set(n, { value: UNKNOWN(n) });
          block(t.catchClause.block.statements, c);
        }
        if (t.finallyBlock) block(t.finallyBlock.statements, ctx);
        return;
      }
      case ts.SyntaxKind.ForOfStatement:
      case ts.SyntaxKind.ForInStatement: {
        const l = s as ts.ForOfStatement | ts.ForInStatement;
        const over = ex(l.expression, ctx);
        const kind = ts.isForInStatement(l) ? 'for-in' : l.awaitModifier ? 'for-await' : 'for-of';
        const inner = child(ctx, { loop: loop(l, ctx, { kind, over }) });
        const item: Value = kind === 'for-in' ? UNKNOWN('key') : { k: 'element', of: over };
        if (ts.isVariableDeclarationList(l.initializer)) for (const d of l.initializer.declarations) bindPattern(d.name, item, inner);
        st(l.statement, inner);
        return;
      }
      case ts.SyntaxKind.ForStatement: {
        const l = s as ts.ForStatement;
        const inner = child(ctx);
        if (l.initializer && ts.isVariableDeclarationList(l.initializer)) {
          for (const d of l.initializer.declarations) for (const n of bindingNames(d.name)) declareDef(inner.scope, n, ctx.fn);
          for (const d of l.initializer.declarations) variable(d, inner);
        } else if (l.initializer) ex(l.initializer, inner);
        const { over, bound } = counting(l, inner);
        const body: Ctx = { ...inner, loop: loop(l, inner, { kind: 'for', ...(over && { over }), ...(bound !== undefined && { bound }) }) };
        if (l.condition) ex(l.condition, body);
        if (l.incrementor) ex(l.incrementor, body);
        st(l.statement, body);
        return;
      }
      case ts.SyntaxKind.WhileStatement:
      case ts.SyntaxKind.DoStatement: {
        const l = s as ts.WhileStatement | ts.DoStatement;
        const inner: Ctx = { ...ctx, loop: loop(l, ctx, { kind: 'while' }) };
        ex(l.expression, inner);
        st(l.statement, inner);
        return;
      }
      case ts.SyntaxKind.SwitchStatement: {
        const w = s as ts.SwitchStatement;
        ex(w.expression, ctx);
        const inner = child(ctx);
        declare(
          w.caseBlock.clauses.flatMap((c) => [...c.statements]),
          inner,
        );
        for (const c of w.caseBlock.clauses) {
          if (ts.isCaseClause(c)) ex(c.expression, inner);
          for (const x of c.statements) st(x, inner);
        }
        return;
      }
      case ts.SyntaxKind.ThrowStatement:
        ex((s as ts.ThrowStatement).expression, ctx);
        return;
      case ts.SyntaxKind.LabeledStatement:
        st((s as ts.LabeledStatement).statement, ctx);
        return;
      case ts.SyntaxKind.ExportAssignment: {
        const e = s as ts.ExportAssignment;
        f.exports.push([e.isExportEquals ? '=' : 'default', ex(e.expression, ctx)]);
        return;
      }
      case ts.SyntaxKind.ExportDeclaration:
        exportDeclaration(s as ts.ExportDeclaration, ctx);
        return;
      case ts.SyntaxKind.ImportEqualsDeclaration: {
        const d = s as ts.ImportEqualsDeclaration;
        if (!ts.isExternalModuleReference(d.moduleReference)) setDef(ctx, d.name.text, typeNameValue(d.moduleReference, ctx));
        return;
      }
      default:
        return;
    }
  }
  function namespace(d: ts.ModuleDeclaration, ctx: Ctx): void {
    if (!d.body || !ts.isModuleBlock(d.body) || !ts.isIdentifier(d.name)) return;
    const inner = child(ctx);
    const before = f.exports.length;
    declare(d.body.statements, inner);
    for (const x of d.body.statements) st(x, inner);
    const props = f.exports.splice(before);
    setDef(ctx, d.name.text, { k: 'object', props });
    if (exported(d).is) f.exports.push([d.name.text, nameOfBinding(lookup(ctx.scope, d.name.text), d.name.text)]);
  }
  function exportDeclaration(e: ts.ExportDeclaration, ctx: Ctx): void {
    const from = e.moduleSpecifier && ts.isStringLiteralLike(e.moduleSpecifier) ? e.moduleSpecifier.text : undefined;
    if (from !== undefined)
      f.imports.push({
        from,
        ...pos(e),
        typeOnly: e.isTypeOnly,
        dynamic: false,
        names:
          e.exportClause && ts.isNamedExports(e.exportClause) ? e.exportClause.elements.map((x) => (x.propertyName ?? x.name).text) : ['*'],
      });
    if (!e.exportClause) {
      if (from !== undefined) f.stars.push(from);
      return;
    }
    if (ts.isNamespaceExport(e.exportClause)) {
      if (from !== undefined) f.exports.push([e.exportClause.name.text, { k: 'import', from, name: '*' }]);
      return;
    }
    for (const x of e.exportClause.elements) {
      const n = (x.propertyName ?? x.name).text;
      f.exports.push([x.name.text, from !== undefined ? { k: 'import', from, name: n } : nameOfBinding(lookup(ctx.scope, n), n)]);
    }
  }
  function setDef(ctx: Ctx, name: string, v: Value): void {
    const b = lookup(ctx.scope, name);
    if (b && 'def' in b) f.defs[b.def]!.values.push(v);
  }
  function variable(d: ts.VariableDeclaration, ctx: Ctx): void {
    const type = typeRef(d.type, ctx);
    if (ts.isIdentifier(d.name)) {
      const name = d.name.text;
      if (d.initializer?.kind === ts.SyntaxKind.ThisKeyword && ctx.cls !== undefined) {
        ctx.scope.names.set(name, { value: { k: 'this', cls: ctx.cls } });
        return;
      }
      if (d.initializer && ts.isFunctionExpression(d.initializer) && protoNames.has(name)) {
        const at = newClass(name, d, ctx);
        protoClass(at, d.initializer, ctx);
        setDef(ctx, name, { k: 'class', at });
        return;
      }
      const v = d.initializer ? ex(d.initializer, ctx, name) : undefined;
      const b = lookup(ctx.scope, name);
      if (b && 'def' in b) {
        if (v) f.defs[b.def]!.values.push(v);
        if (type) f.defs[b.def]!.type = type;
      }
      return;
    }
    const v: Value = d.initializer ? ex(d.initializer, ctx) : UNKNOWN('pattern');
    assignPattern(d.name, type ? { k: 'typed', of: v, type } : v, ctx);
  }
  function assignPattern(n: ts.BindingPattern, value: Value, ctx: Ctx): void {
    n.elements.forEach((e, i) => {
      if (!ts.isBindingElement(e)) return;
      const v = part(n, e, i, value, ctx);
      if (ts.isIdentifier(e.name)) setDef(ctx, e.name.text, v);
      else assignPattern(e.name, v, ctx);
    });
  }
  function loop(node: ts.IterationStatement, ctx: Ctx, fact: Pick<LoopFact, 'kind' | 'over' | 'bound'>): number {
    const at = f.loops.length;
    f.loops.push({
      ...fact,
      ...(isRetry(node, sf) && { retry: true as const }),
      ...pos(node),
      ...(ctx.loop !== undefined && { outer: ctx.loop }),
    });
    return at;
  }
  function counting(l: ts.ForStatement, ctx: Ctx): { over?: Value; bound?: number } {
    const c = l.condition;
    if (!c || !ts.isBinaryExpression(c)) return {};
    for (const side of [c.right, c.left]) {
      if (ts.isPropertyAccessExpression(side) && side.name.text === 'length') return { over: ex(side.expression, ctx) };
      if (ts.isNumericLiteral(side) && side === c.right) return { bound: Number(side.text) };
    }
    return {};
  }

  // ---- expressions
  const prop = (of: Value, name: string): Value =>
    of.k === 'envs'
      ? { k: 'env', name }
      : of.k === 'global' && of.name === 'process' && name === 'env'
        ? { k: 'envs' }
        : { k: 'prop', of, name };
  function ex(n: ts.Expression, ctx0: Ctx, name?: string): Value {
    if (ctx0.depth > 200) return UNKNOWN('deep');
    const ctx = { ...ctx0, depth: ctx0.depth + 1 };
    switch (n.kind) {
      case ts.SyntaxKind.StringLiteral:
      case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
        return { k: 'lit', v: (n as ts.StringLiteral).text };
      case ts.SyntaxKind.NumericLiteral:
        return { k: 'lit', v: Number((n as ts.NumericLiteral).text.replaceAll('_', '')) };
      case ts.SyntaxKind.TrueKeyword:
        return { k: 'lit', v: true };
      case ts.SyntaxKind.FalseKeyword:
        return { k: 'lit', v: false };
      case ts.SyntaxKind.NullKeyword:
        return NULL;
      case ts.SyntaxKind.Identifier: {
        const t = (n as ts.Identifier).text;
        return t === 'undefined' ? NULL : nameOfBinding(lookup(ctx.scope, t), t);
      }
      case ts.SyntaxKind.ThisKeyword:
        return ctx.cls === undefined ? UNKNOWN('this') : { k: 'this', cls: ctx.cls };
      case ts.SyntaxKind.SuperKeyword:
        return ctx.cls === undefined ? UNKNOWN('super') : { k: 'super', cls: ctx.cls };
      case ts.SyntaxKind.TemplateExpression: {
        const t = n as ts.TemplateExpression;
        return {
          k: 'tpl',
          parts: [
            { k: 'lit', v: t.head.text },
            ...t.templateSpans.flatMap((sp): Value[] => [ex(sp.expression, ctx), { k: 'lit', v: sp.literal.text }]),
          ],
        };
      }
      case ts.SyntaxKind.ParenthesizedExpression:
      case ts.SyntaxKind.NonNullExpression:
      case ts.SyntaxKind.SatisfiesExpression:
      case ts.SyntaxKind.AwaitExpression:
        return ex((n as ts.ParenthesizedExpression).expression, ctx, name);
      case ts.SyntaxKind.YieldExpression: {
        const y = (n as ts.YieldExpression).expression;
        return y ? ex(y, ctx) : NULL;
      }
      case ts.SyntaxKind.AsExpression:
      case ts.SyntaxKind.TypeAssertionExpression: {
        const a = n as ts.AsExpression;
        const v = ex(a.expression, ctx, name);
        const type = typeRef(a.type, ctx);
        return type && a.type.kind === ts.SyntaxKind.TypeReference ? { k: 'typed', of: v, type } : v;
      }
      case ts.SyntaxKind.PropertyAccessExpression: {
        const p = n as ts.PropertyAccessExpression;
        if (ts.isMetaProperty(p.expression) && p.name.text === 'env') return { k: 'envs' };
        return prop(ex(p.expression, ctx), p.name.text);
      }
      case ts.SyntaxKind.ElementAccessExpression: {
        const p = n as ts.ElementAccessExpression;
        const of = ex(p.expression, ctx);
        const key = ex(p.argumentExpression, ctx);
        return key.k === 'lit' && key.v !== null ? prop(of, String(key.v)) : { k: 'index', of, key };
      }
      case ts.SyntaxKind.ObjectLiteralExpression:
        return objectLiteral(n as ts.ObjectLiteralExpression, ctx);
      case ts.SyntaxKind.ArrayLiteralExpression:
        return { k: 'array', items: (n as ts.ArrayLiteralExpression).elements.map((e) => (ts.isOmittedExpression(e) ? NULL : ex(e, ctx))) };
      case ts.SyntaxKind.SpreadElement:
        return { k: 'spread', of: ex((n as ts.SpreadElement).expression, ctx) };
      case ts.SyntaxKind.CallExpression:
      case ts.SyntaxKind.NewExpression:
        return call(n as ts.CallExpression, ctx);
      case ts.SyntaxKind.TaggedTemplateExpression: {
        const t = n as ts.TaggedTemplateExpression;
        const callee = ex(t.tag, ctx);
        const arg = ex(t.template, ctx);
        return pushCall(n, ctx, { callee, args: [arg], tagged: true });
      }
      case ts.SyntaxKind.ArrowFunction:
      case ts.SyntaxKind.FunctionExpression:
        return fnValue(n as ts.ArrowFunction, ctx, (n as ts.FunctionExpression).name?.text ?? name);
      case ts.SyntaxKind.ClassExpression: {
        const at = newClass((n as ts.ClassExpression).name?.text ?? name ?? 'class', n, ctx);
        classInto(at, n as ts.ClassExpression, ctx);
        return { k: 'class', at };
      }
      case ts.SyntaxKind.ConditionalExpression: {
        const c = n as ts.ConditionalExpression;
        ex(c.condition, ctx);
        return { k: 'any', of: [ex(c.whenTrue, ctx), ex(c.whenFalse, ctx)] };
      }
      case ts.SyntaxKind.BinaryExpression:
        return binary(n as ts.BinaryExpression, ctx, name);
      case ts.SyntaxKind.PrefixUnaryExpression: {
        const u = n as ts.PrefixUnaryExpression;
        const v = ex(u.operand, ctx);
        return u.operator === ts.SyntaxKind.MinusToken && v.k === 'lit' && typeof v.v === 'number'
          ? { k: 'lit', v: -v.v }
          : u.operator === ts.SyntaxKind.PlusToken
            ? v
            : UNKNOWN(n.getText(sf));
      }
      case ts.SyntaxKind.PostfixUnaryExpression:
      case ts.SyntaxKind.TypeOfExpression:
      case ts.SyntaxKind.VoidExpression:
      case ts.SyntaxKind.DeleteExpression:
        ex((n as ts.TypeOfExpression).expression ?? (n as unknown as ts.PostfixUnaryExpression).operand, ctx);
        return UNKNOWN(n.getText(sf));
      case ts.SyntaxKind.JsxElement: {
        const j = n as ts.JsxElement;
        const v = jsx(j.openingElement, ctx);
        for (const c of j.children) jsxChild(c, ctx);
        return v;
      }
      case ts.SyntaxKind.JsxSelfClosingElement:
        return jsx(n as ts.JsxSelfClosingElement, ctx);
      case ts.SyntaxKind.JsxFragment:
        for (const c of (n as ts.JsxFragment).children) jsxChild(c, ctx);
        return UNKNOWN('jsx');
      default:
        return UNKNOWN(n.getText(sf));
    }
  }
  function jsxChild(c: ts.JsxChild, ctx: Ctx): void {
    if (ts.isJsxExpression(c)) {
      if (c.expression) ex(c.expression, ctx);
    } else if (!ts.isJsxText(c)) ex(c, ctx);
  }
  function jsx(j: ts.JsxOpeningLikeElement, ctx: Ctx): Value {
    const props: [string | null, Value][] = j.attributes.properties.map((a) =>
      ts.isJsxSpreadAttribute(a)
        ? [null, ex(a.expression, ctx)]
        : [
            a.name.getText(sf),
            a.initializer
              ? ts.isJsxExpression(a.initializer)
                ? a.initializer.expression
                  ? ex(a.initializer.expression, ctx)
                  : NULL
                : ex(a.initializer as ts.Expression, ctx)
              : { k: 'lit', v: true },
          ],
    );
    const intrinsic = ts.isIdentifier(j.tagName) && /^[a-z]/.test(j.tagName.text);
    if (intrinsic || !(ts.isIdentifier(j.tagName) || ts.isPropertyAccessExpression(j.tagName))) return UNKNOWN('jsx');
    return pushCall(j, ctx, { callee: ex(j.tagName as ts.Expression, ctx), args: [{ k: 'object', props }], jsx: true });
  }
  function objectLiteral(o: ts.ObjectLiteralExpression, ctx: Ctx): Value {
    const props = o.properties.map((p): [string | null, Value] => {
      if (ts.isSpreadAssignment(p)) return [null, ex(p.expression, ctx)];
      if (ts.isShorthandPropertyAssignment(p)) return [p.name.text, nameOfBinding(lookup(ctx.scope, p.name.text), p.name.text)];
      const nm = memberName(p.name) ?? null;
      if (ts.isPropertyAssignment(p)) {
        if (nm === null && ts.isComputedPropertyName(p.name)) {
          const k = ex(p.name.expression, ctx);
          return [k.k === 'lit' ? String(k.v) : null, ex(p.initializer, ctx)];
        }
        return [nm, ex(p.initializer, ctx, nm ?? undefined)];
      }
      return [nm, fnValue(p, ctx, nm ?? undefined)];
    });
    const v: Value = { k: 'object', props };
    if (props.some(([k]) => k === 'provide')) f.providers.push(v);
    return v;
  }
  function pushCall(n: ts.Node, ctx: Ctx, c: Pick<CallFact, 'callee' | 'args'> & Partial<CallFact>): Value {
    const start = sf.getLineAndCharacterOfPosition(n.getStart(sf)),
      end = sf.getLineAndCharacterOfPosition(n.getEnd());
    const one = start.line === end.line;
    const endColumn = one
      ? end.character + 1
      : sf.getLineEndOfPosition(n.getStart(sf)) - sf.getPositionOfLineAndCharacter(start.line, 0) + 1;
    const at = f.calls.length;
    f.calls.push({
      ...c,
      fn: ctx.fn,
      line: start.line + 1,
      column: start.character + 1,
      endLine: start.line + 1,
      endColumn,
      ...(ctx.guarded && { guarded: true as const }),
      ...(ctx.loop !== undefined && { loop: ctx.loop }),
    });
    f.functions[ctx.fn]!.calls.push(at);
    return { k: 'call', at };
  }
  function call(n: ts.CallExpression | ts.NewExpression, ctx: Ctx): Value {
    const [a0] = n.arguments ?? [];
    if (ts.isCallExpression(n)) {
      if (n.expression.kind === ts.SyntaxKind.ImportKeyword && a0 && ts.isStringLiteralLike(a0)) {
        f.imports.push({ from: a0.text, ...pos(n), typeOnly: false, dynamic: true, names: ['*'] });
        return { k: 'import', from: a0.text, name: '*' };
      }
      if (
        ts.isIdentifier(n.expression) &&
        n.expression.text === 'require' &&
        a0 &&
        ts.isStringLiteralLike(a0) &&
        !lookup(ctx.scope, 'require')
      ) {
        f.imports.push({ from: a0.text, ...pos(n), typeOnly: false, dynamic: ctx.fn !== 0, names: ['*'] });
        return { k: 'import', from: a0.text, name: '=' };
      }
    }
    const callee = ex(n.expression, ctx);
    const args = (n.arguments ?? []).map((a) => ex(a, ctx));
    if (ts.isPropertyAccessExpression((n as ts.CallExpression).expression)) {
      const p = (n as ts.CallExpression).expression as ts.PropertyAccessExpression;
      if ((p.name.text === 'push' || p.name.text === 'unshift') && args.length > 0)
        for (const a of args) if (a.k !== 'spread') write(ex(p.expression, ctx), '[]', a);
    }
    const typeArgs = (n.typeArguments ?? []).map((t) => typeRef(t, ctx)).filter((t): t is TypeRef => t !== undefined);
    return pushCall(n, ctx, {
      callee,
      args,
      ...(ts.isNewExpression(n) && { isNew: true as const }),
      ...(typeArgs.length > 0 && { typeArgs }),
    });
  }
  function binary(b: ts.BinaryExpression, ctx: Ctx, name?: string): Value {
    switch (b.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken: {
        const operands: ts.Expression[] = [];
        let at: ts.Expression = b;
        while (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.PlusToken) {
          operands.unshift(at.right);
          at = at.left;
        }
        operands.unshift(at);
        return { k: 'tpl', parts: operands.map((o) => ex(o, ctx)) };
      }
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken:
        return { k: 'first', of: [ex(b.left, ctx), ex(b.right, ctx)] };
      case ts.SyntaxKind.AmpersandAmpersandToken:
        ex(b.left, ctx);
        return ex(b.right, ctx);
      case ts.SyntaxKind.CommaToken:
        ex(b.left, ctx);
        return ex(b.right, ctx);
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.QuestionQuestionEqualsToken:
      case ts.SyntaxKind.BarBarEqualsToken:
        return assign(b, ctx, name);
      default:
        ex(b.left, ctx);
        ex(b.right, ctx);
        return UNKNOWN(b.getText(sf));
    }
  }
  function assign(b: ts.BinaryExpression, ctx: Ctx, name?: string): Value {
    const left = b.left;
    if (ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left)) {
      const path = ts.isPropertyAccessExpression(left)
        ? left.name.text
        : ts.isStringLiteralLike(left.argumentExpression)
          ? left.argumentExpression.text
          : undefined;
      const text = left.expression.getText(sf);
      if (path !== undefined && text === 'module' && path === 'exports') {
        const v = ex(b.right, ctx, name);
        f.exports.push(['=', v]);
        return v;
      }
      if (path !== undefined && (text === 'exports' || text === 'module.exports')) {
        const v = ex(b.right, ctx, path);
        f.exports.push([path, v]);
        return v;
      }
      if (prototypeAssign(left, b.right, ctx)) return UNKNOWN('prototype');
      const v = ex(b.right, ctx, path ?? name);
      if (path !== undefined) write(ex(left.expression, ctx), path, v);
      return v;
    }
    const v = ex(b.right, ctx, ts.isIdentifier(left) ? left.text : name);
    if (ts.isIdentifier(left)) setDef(ctx, left.text, v);
    return v;
  }
  function write(target: Value, path: string, v: Value): void {
    const steps: string[] = [path];
    let at = target;
    while (at.k === 'prop') {
      steps.unshift(at.name);
      at = at.of;
    }
    if (at.k === 'ref') f.writes.push({ def: at.def, path: steps, value: v });
    else if (at.k === 'this') f.classes[at.cls]?.assigned.push([steps.join('.').replace('.[]', '[]'), v]);
  }
  function prototypeAssign(left: ts.PropertyAccessExpression | ts.ElementAccessExpression, right: ts.Expression, ctx: Ctx): boolean {
    const t = left.expression;
    const method =
      ts.isPropertyAccessExpression(t) && t.name.text === 'prototype' && ts.isIdentifier(t.expression) ? t.expression.text : undefined;
    const whole = ts.isPropertyAccessExpression(left) && left.name.text === 'prototype' && ts.isIdentifier(t) ? t.text : undefined;
    const b = lookup(ctx.scope, method ?? whole ?? '');
    const v = b && ('def' in b ? f.defs[b.def]?.values.find((x) => x.k === 'class') : b.value);
    if (v?.k !== 'class') return false;
    const c = f.classes[v.at]!;
    const add = (name: string, e: ts.Expression): void => {
      if (ts.isFunctionExpression(e) || ts.isArrowFunction(e)) {
        const fn = newFn(name, e, ctx, v.at);
        functionInto(fn, e, ctx, v.at);
        c.methods.push([name, fn]);
      } else c.assigned.push([name, ex(e, ctx)]);
    };
    if (method !== undefined && ts.isPropertyAccessExpression(left)) {
      add(left.name.text, right);
      return true;
    }
    if (whole === undefined) return false;
    if (ts.isObjectLiteralExpression(right))
      for (const p of right.properties) {
        const n = memberName(p.name);
        if (n !== undefined && ts.isPropertyAssignment(p)) add(n, p.initializer);
        else if (n !== undefined && ts.isMethodDeclaration(p)) {
          const fn = newFn(n, p, ctx, v.at);
          functionInto(fn, p, ctx, v.at);
          c.methods.push([n, fn]);
        }
      }
    else if (ts.isCallExpression(right) && right.arguments[0]) {
      const a = right.arguments[0];
      c.extends = ex(ts.isPropertyAccessExpression(a) ? a.expression : a, ctx);
    }
    return true;
  }

  const root: Ctx = { scope: { names: new Map(), parent: undefined, fn: 0 }, fn: newFn('', undefined, undefined), depth: 0 };
  hoistVars(sf, root.scope, 0);
  declare(sf.statements, root);
  for (const s of sf.statements) st(s, root);
  return f;
}

export function finishDef(d: Facts['defs'][number]): DefFact {
  const [only] = d.values;
  const value: Value = d.values.length === 0 ? UNKNOWN(d.name) : d.values.length === 1 && only ? only : { k: 'any', of: d.values };
  return { name: d.name, fn: d.fn, value: d.type ? { k: 'typed', of: value, type: d.type } : value };
}
function prototypeNames(sf: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  if (!sf.text.includes('.prototype') && !sf.text.includes('inherits(')) return names;
  for (const m of sf.text.matchAll(/(?:^|[^\w.])([A-Za-z_$][\w$]*)\.prototype\b/g)) if (m[1]) names.add(m[1]);
  for (const m of sf.text.matchAll(/inherits\(\s*([A-Za-z_$][\w$]*)\s*,/g)) if (m[1]) names.add(m[1]);
  return names;
}
function isRetry(node: ts.IterationStatement, sf: ts.SourceFile): boolean {
  const text = node.getText(sf).slice(0, 4000);
  const head = text.slice(0, Math.max(0, text.indexOf('{')) || 120);
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return false;
  if (/retr|attempt|tries|backoff/i.test(head)) return true;
  if (ts.isWhileStatement(node) || ts.isDoStatement(node))
    return (
      /\btrue\b|hasMore|hasNext|next|cursor|page|offset|token/i.test(ts.isDoStatement(node) ? node.expression.getText(sf) : head) ||
      /\bsleep\(|\bdelay\(|setTimeout/.test(text)
    );
  return !(node as ts.ForStatement).condition || (/catch\s*(\(|\{)/.test(text) && /\b(sleep|delay|setTimeout|wait)\(/.test(text));
}
